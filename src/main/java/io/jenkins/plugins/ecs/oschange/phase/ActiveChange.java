package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Preflight;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.Plan;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A change while somebody drives it: its record, and what is only known in memory. One thread at a time, but for {@link #abort}. */
public final class ActiveChange {

    private static final Logger LOGGER = Logger.getLogger(ActiveChange.class.getName());

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    private final ChangeRecord record;
    private final Object sendingOrAborting = new Object();
    private final Set<String> warned = new HashSet<>();
    private Preflight preflight = new Preflight();
    private Plan plan;
    private int looks;
    private int unreadableJobs;
    private int unsentRequests;
    private String toldLogin;
    private String trouble;
    private ServerSnapshot lastSeen;
    private Moment activeAt;
    private Moment saidAt;
    private Moment last;
    private volatile boolean aborted;

    public ActiveChange(ChangeRecord record) {
        this.record = record;
    }

    public ChangeRecord record() {
        return record;
    }

    ChangeRequest request() {
        return record.request();
    }

    Preflight preflight() {
        return preflight;
    }

    /** By what the request may be sent; null when there is none at the moment. */
    Plan plan() {
        return plan;
    }

    void plan(Plan made) {
        plan = made;
    }

    /** Comes into a state, which is on disk when this returns, or it is said that it is not. */
    public void enter(State next, ChangeContext context) {
        move(next, context);
        save(context);
    }

    private void move(State next, ChangeContext context) {
        looks = 0;
        lastSeen = null;
        if (next == State.PREPARING) {
            plan = null;
            preflight.begin(now(context));
        } else if (next == State.SUBMITTED || next == State.UNCERTAIN || next.ended()) {
            plan = null;
            preflight = new Preflight();
        }
        record.enter(next, now(context).wall());
    }

    /** Saves where the change must go on even if the disk does not take it. */
    public void save(ChangeContext context) {
        try {
            context.save(record);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "cannot save the record of the OS change of server " + record.serverLabel());
            try {
                write(text("save.failed", e.toString()), context);
            } catch (RuntimeException unsaid) {
                e.addSuppressed(unsaid);
            }
        }
    }

    /**
     * The last moment before the request: from here on it counts as sent.
     *
     * @return whether it may be sent: not after an abort has said that nothing was changed
     */
    boolean beginSending(ChangeContext context) {
        synchronized (sendingOrAborting) {
            if (!aborted) {
                record.sending();
                move(State.SUBMITTING, context);
            }
            return !aborted;
        }
    }

    /** The last moment before a stop, as {@link #beginSending} for the request. */
    boolean beginStopping() {
        synchronized (sendingOrAborting) {
            if (!aborted) {
                record.stop().sending();
            }
            return !aborted;
        }
    }

    /** A request that is not on its way yet will never be sent. From any thread, without waiting. @return what becomes of the server, by {@code words} */
    public String abort(Function<ChangeRecord, String> words) {
        synchronized (sendingOrAborting) {
            aborted = true;
            return words.apply(record);
        }
    }

    public boolean isAborted() {
        return aborted;
    }

    /**
     * A line of the log. It begins with the server's name, since the logs of a fleet are interleaved.
     *
     * @throws RuntimeException when it could not be written, as long as the request was not sent: nobody could know what is about to be destroyed
     */
    public void say(String line, ChangeContext context) {
        try {
            write(line, context);
        } catch (RuntimeException e) {
            if (!record.exposure().mayHaveSent() && record.failure() == null) {
                throw e;
            }
            LOGGER.log(Level.WARNING, e, () -> "cannot log: " + line);
        }
    }

    private void write(String line, ChangeContext context) {
        saidAt = now(context);
        context.progress().say(text("line", record.serverName(), line));
    }

    /** Once each, however often it is found. */
    void warn(String warning, ChangeContext context) {
        if (warned.add(warning)) {
            say(text("warning", warning), context);
        }
    }

    int warnings() {
        return warned.size();
    }

    /** Whether the plan's login is another than the one that was told last. */
    boolean isNews(String login) {
        boolean news = !login.equals(toldLogin);
        toldLogin = login;
        return news;
    }

    /** Notes why the cloud could not be asked. @return whether it could be the time before */
    public boolean isNewTrouble(String why) {
        boolean news = trouble == null;
        trouble = why;
        return news;
    }

    /** Why the last query failed, or null when it was answered. */
    public String trouble() {
        return trouble;
    }

    /** Whether it is amid its checks, or right behind them. */
    public boolean isAmidChecks() {
        boolean checked = plan != null && (record.state() == State.CHECKED || record.state() == State.STOPPING);
        return checked || record.state() == State.PREPARING && preflight.server() != null;
    }

    /** Says something when nothing was said for a minute, so that nobody takes a long wait for a hang. */
    public void beat(ChangeContext context) {
        if (saidAt == null) {
            saidAt = now(context);
        } else if (!saidAt.isWithin(HEARTBEAT.minusMillis(1), now(context))) {
            try {
                write(text("still", record.stateLabel(), Texts.duration(sinceState(context))), context);
            } catch (RuntimeException e) { // the next line that matters will tell
                LOGGER.log(Level.FINE, "cannot log a sign of life", e);
            }
        }
    }

    /**
     * Now, on a clock that never goes back: where the wall clock is set back, time goes on from where it was. What it says otherwise is followed, also over the sleep of a
     * machine, which the monotonic clock need not count.
     */
    public Moment now(ChangeContext context) {
        Moment told = Moment.of(context.clock(), context.nanoTime());
        Instant atLeast = last == null ? record.latest() : last.wall().plusNanos(told.nanos() - last.nanos());
        last = told.wall().isBefore(atLeast) ? new Moment(atLeast, told.nanos()) : told;
        return last;
    }

    Duration sinceState(ChangeContext context) {
        return Duration.between(record.stateSince(), now(context).wall());
    }

    /** Counts a look at the server or job that was answered. */
    void looked() {
        looks++;
        trouble = null;
    }

    /** How many looks were answered since the change came into its state, in this process. */
    public int looks() {
        return looks;
    }

    /** Counts an answer that the job cannot be read. */
    int unreadableJob() {
        return ++unreadableJobs;
    }

    /** Counts a change request that did not leave. */
    int unsentRequest() {
        return ++unsentRequests;
    }

    /** Notes what the server looks like. @return for how long nothing has been happening to it, by these looks */
    Duration quietSince(ServerSnapshot seen, ChangeContext context) {
        Moment now = now(context);
        if (activeAt == null || lastSeen == null || seen.showsActivitySince(lastSeen)) {
            activeAt = now;
        }
        lastSeen = seen;
        return Duration.between(activeAt.wall(), now.wall());
    }
}
