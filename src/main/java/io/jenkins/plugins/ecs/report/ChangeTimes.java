package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.StateEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** When a change began and ended, and how long it took, by the states in its record: in milliseconds, since 1970 where it is a moment. Threads: any. */
final class ChangeTimes {

    private ChangeTimes() {}

    /** Null before its first state. */
    @CheckForNull
    static Long start(ChangeRecord change) {
        List<StateEntry> entries = change.history().entries();
        return entries.isEmpty() ? null : entries.get(0).since().toEpochMilli();
    }

    /** Null as long as it has not ended. */
    @CheckForNull
    static Long end(ChangeRecord change) {
        List<StateEntry> entries = change.history().entries();
        boolean known = change.state().ended() && !entries.isEmpty();
        return known ? entries.get(entries.size() - 1).since().toEpochMilli() : null;
    }

    /** Without the wait for other changes of the server. @param running whether somebody is still at work on it; if nobody is, and it has not ended, the length is 0 */
    static long duration(ChangeRecord change, boolean running) {
        return change.state().ended() || running
                ? change.history().duration(Instant.now()).toMillis()
                : 0;
    }

    /** How long it has waited for other changes of the server, while it does; else {@link #duration}. */
    static long soFar(ChangeRecord change, boolean running) {
        Long start = start(change);
        boolean waits = running && change.state() == State.QUEUED && start != null;
        return waits ? Math.max(0, Instant.now().toEpochMilli() - start) : duration(change, running);
    }

    /** When the cloud's job usually would end; null where it does not run, or nobody knows. */
    @CheckForNull
    static Long expectedEnd(ChangeRecord change, boolean running) {
        boolean runs = running && change.state() == State.SUBMITTED && change.usual() != null;
        return runs ? change.history().since().plus(change.usual().median()).toEpochMilli() : null;
    }

    /** A moment as the cloud writes it; null where it gave none, or wrote it in another way. */
    @CheckForNull
    static Instant instant(@CheckForNull String time) {
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The same in milliseconds. */
    @CheckForNull
    static Long millis(@CheckForNull String time) {
        Instant moment = instant(time);
        return moment == null ? null : moment.toEpochMilli();
    }
}
