package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.ecs.oschange.Aftermath;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.SystemProperties;

/**
 * Drives the changes that their builds have let go of, because of an abort, a timeout, a crash or the end of a freestyle build with its controller: first to the end that is told to the build, where
 * nothing is sent any more but the start of a server that was stopped, then until the cloud is done.
 *
 * <p>Persistence: what is found is saved with each change, and after a restart the queues tell which there are. Threads: the {@link ChangePool}, one at a time for each change. Errors are
 * logged, and tried again in a minute.
 */
@Extension
public final class DetachedChanges {

    private static final Logger LOGGER = Logger.getLogger(DetachedChanges.class.getName());

    private final Map<String, Follower> followers = new ConcurrentHashMap<>();

    private static DetachedChanges get() {
        return ExtensionList.lookupSingleton(DetachedChanges.class);
    }

    /** Follows a change of a build that no longer does, unless it is followed already. */
    public static void follow(@CheckForNull Run<?, ?> run, String changeId) {
        get().begin(run, changeId);
    }

    private void begin(@CheckForNull Run<?, ?> run, String changeId) {
        RunChanges changes = RunChanges.in(run);
        KeptChange kept = changes == null ? null : changes.kept(changeId);
        if (kept != null) {
            followers
                    .computeIfAbsent(changeId, id -> new Follower(run, kept, changes.process(id)))
                    .begin();
        }
    }

    /** How long it rests where nobody waits: a minute, where no system property says otherwise. */
    private static Duration interval() {
        int seconds = SystemProperties.getInteger(
                DetachedChanges.class.getName() + ".seconds", (int) Aftermath.INTERVAL.toSeconds());
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    private final class Follower {
        private final Run<?, ?> run;
        private final RunContext context;
        private final ChangeRecord record;
        private final OsChange process;
        private Aftermath aftermath;
        private boolean begun;
        /** Null while a visit goes on, and where the next one must not come sooner than planned. */
        private Future<?> next;
        /** How many visits were planned: the last one counts. */
        private int planned;

        Follower(Run<?, ?> run, KeptChange kept, OsChange process) {
            this.run = run;
            this.process = process;
            record = kept.record();
            context = RunContext.after(run, kept, process);
        }

        /** Asked once more, it looks anew when the next look is due: somebody may wait by now. */
        synchronized void begin() {
            if (!begun || next != null && record.state().ended()) {
                begun = true;
                comeBack(Duration.ZERO);
            }
        }

        private synchronized void comeBack(Duration wait) {
            if (next != null) {
                next.cancel(false);
            }
            int number = ++planned;
            next = ChangePool.get().schedule(context.endpoint(), () -> visit(number), wait);
        }

        private void visit(int number) {
            synchronized (this) {
                if (number != planned) {
                    return;
                }
                next = null;
            }
            advance();
        }

        private void advance() {
            Optional<Duration> wait;
            try {
                wait = step();
            } catch (RuntimeException | Error e) { // nobody else would come back to it
                LOGGER.log(Level.WARNING, e, () -> "cannot follow change " + record.id() + " of " + run);
                retry();
                return;
            }
            if (wait.isPresent()) {
                comeBack(wait.get());
            } else {
                followers.remove(record.id());
                ServerQueue.get().leave(record, run);
            }
        }

        private synchronized void retry() {
            comeBack(Duration.ofMinutes(1));
            next = null;
        }

        private Optional<Duration> step() {
            if (!record.state().ended()) {
                if (!process.isAbandoned()) {
                    context.progress().say(process.abandon());
                }
                Optional<Duration> wait = context.advance();
                if (wait.isPresent()) {
                    return wait;
                }
            }
            boolean due = AftermathNote.isDue(record);
            aftermath = aftermath == null ? new Aftermath(record, interval()) : aftermath;
            Optional<Duration> wait = aftermath.advance(context);
            if (due && wait.isEmpty()) {
                ChangeEvents.settled(record, run);
            }
            return wait;
        }
    }

    /** A build that Jenkins ends. */
    @Extension
    public static class Ending extends RunListener<Run<?, ?>> {
        @Override
        public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
            RunChanges changes = RunChanges.in(run);
            if (changes == null) {
                return;
            }
            for (ChangeRecord change : changes.records()) {
                OsChange process = change.state().ended() ? null : changes.process(change.id());
                if (process != null) {
                    if (!process.isAbandoned()) {
                        listener.getLogger().println(process.abandon());
                        listener.getLogger().flush();
                    }
                    follow(run, change.id());
                }
            }
        }
    }

    /** Builds that a crash has ended, of which Jenkins tells nobody. */
    @Extension
    public static class Search extends PeriodicWork {
        @Override
        public long getRecurrencePeriod() {
            return MIN;
        }

        @Override
        protected void doRun() {
            ChangePool.get().submit(DetachedChanges::sweep);
        }
    }

    /** What the last process has left, as soon as jobs are there. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void search() {
        boolean lost = !HomeId.isKnown(QueueFiles.folder());
        ChangePool.get().submit(() -> {
            if (lost) {
                LostQueues.find();
            }
            sweep();
        });
    }

    private static void sweep() {
        UnsavedChanges.get().save();
        ServerQueue.get().sweep();
        Attention.get().look();
    }
}
