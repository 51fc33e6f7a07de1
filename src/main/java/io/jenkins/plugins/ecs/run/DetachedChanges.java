package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.PeriodicWork;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends the changes of builds that ended before them, by a hard kill or a crash: nothing more is sent, and the log of the build says what becomes of the server.
 *
 * <p>Threads: those that tell of the end of a build, and the {@link ChangePool}. Errors are logged. Persistence: the end of a change is saved with its run.
 */
public final class DetachedChanges {

    private static final Logger LOGGER = Logger.getLogger(DetachedChanges.class.getName());

    private DetachedChanges() {}

    /** A build that Jenkins ends. */
    @Extension
    public static class Ending extends RunListener<Run<?, ?>> {
        @Override
        public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
            OsChangeAction record = run.getAction(OsChangeAction.class);
            if (record != null) {
                record.getChanges().stream()
                        .filter(change -> !change.state().ended())
                        .forEach(change -> end(record.process(change.id()), run, listener));
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
            ChangePool.get().submit(ServerQueue.get()::dropDead);
        }
    }

    /** Ends a change of a build whose log is closed already. */
    static void end(OsChange change, Run<?, ?> run) {
        if (change.state().ended()) {
            return;
        }
        try (StreamTaskListener log =
                new StreamTaskListener(new FileOutputStream(run.getLogFile(), true), run.getCharset())) {
            end(change, run, log);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot tell in the log of " + run + ": " + change.abandon());
        }
    }

    private static void end(OsChange change, Run<?, ?> run, TaskListener listener) {
        if (change.isAbandoned()) {
            return; // whoever aborted it drives it to its end
        }
        listener.getLogger().println(change.abandon());
        listener.getLogger().flush();
        ChangePool.get().submit(() -> RunContext.close(change, run));
    }
}
