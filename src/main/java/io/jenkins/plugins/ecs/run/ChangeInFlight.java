package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A change that is not over, as it stands in the queue of its server, or before it is in one since its server is still looked up by name; or a queue that cannot be read. No build is loaded to tell
 * it. Immutable. Threads: any.
 *
 * @param serverId null as long as the server is looked up
 * @param changeId null where the queue of the server cannot be read
 * @param summary null where the record of the change cannot be read
 * @param place how many go before it; 0 for the one whose turn it is
 * @param waiting how many wait behind it, where it is its turn; else 0
 * @param released whether an administrator has given up its turn
 * @param abandoned whether it has not ended for its build, and Jenkins could not load that: nobody is at work on it
 * @param patience for how long it may stay in its state before its queue counts as stuck
 */
public record ChangeInFlight(
        @CheckForNull String serverId,
        @CheckForNull String changeId,
        @CheckForNull ChangeSummary summary,
        int place,
        int waiting,
        boolean released,
        boolean abandoned,
        Duration patience) {

    private static final Logger LOGGER = Logger.getLogger(ChangeInFlight.class.getName());

    /** Beyond that, whoever waits behind a change is told of. */
    private static final Duration LONGEST = Duration.ofHours(2);

    /** All of this controller, those of one server in the order of its queue. */
    public static List<ChangeInFlight> all() {
        List<ChangeInFlight> all = new ArrayList<>();
        NamedServers.get()
                .summaries()
                .forEach(named ->
                        all.add(new ChangeInFlight(null, named.id(), named, 0, 0, false, false, Duration.ZERO)));
        for (String server : QueueFiles.servers()) {
            try {
                all.addAll(of(server, ServerQueue.get().entries(server)));
            } catch (IOException | RuntimeException e) { // one of them must not hide all others
                LOGGER.log(Level.FINE, e, () -> "cannot tell of the queue of server " + server);
                all.add(new ChangeInFlight(server, null, null, 0, 0, false, false, Duration.ZERO));
            }
        }
        return all;
    }

    private static List<ChangeInFlight> of(String server, List<QueueEntry> queue) {
        List<Seen> seen = queue.stream()
                .map(Seen::of)
                .filter(each -> each.record != null || each.unreadable)
                .toList();
        List<Seen> holding =
                seen.stream().filter(each -> !each.entry.isReleased()).toList();
        Seen first =
                holding.stream().filter(Seen::isUnderWay).findFirst().orElse(holding.isEmpty() ? null : holding.get(0));
        List<ChangeInFlight> of = new ArrayList<>();
        int ahead = 0;
        for (Seen each : seen) {
            boolean its = each == first;
            of.add(each.at(server, its || each.entry.isReleased() ? 0 : ++ahead, its ? holding.size() - 1 : 0));
        }
        return of;
    }

    /** An entry with its record, which is read once. */
    private record Seen(QueueEntry entry, @CheckForNull ChangeRecord record, boolean unreadable) {
        static Seen of(QueueEntry entry) {
            try {
                return new Seen(entry, entry.record(), false);
            } catch (IOException e) {
                return new Seen(entry, null, true);
            }
        }

        boolean isUnderWay() {
            return unreadable || QueueEntry.isUnderWay(record);
        }

        ChangeInFlight at(String server, int place, int waiting) {
            return new ChangeInFlight(
                    server,
                    entry.changeId(),
                    record == null ? null : entry.summary(record),
                    place,
                    waiting,
                    entry.isReleased(),
                    record != null && !record.state().ended() && entry.isUnloadable(),
                    record == null ? Duration.ZERO : longest(record.request().timeout()));
        }
    }

    private static Duration longest(Duration timeout) {
        return timeout.compareTo(LONGEST) < 0 ? LONGEST : timeout;
    }

    /** Whether its build has let go of it, and the controller looks what becomes of it. */
    public boolean isDetached() {
        return summary != null && summary.state().ended();
    }

    /** Whether an administrator can give up its turn: no build is at work on it. */
    public boolean isReleasable() {
        return !released && serverId != null && (summary == null || abandoned || isDetached());
    }

    /** Whether others wait behind it that will not get on soon: for ever where something cannot be read. */
    public boolean isStuck() {
        if (released || place > 0) {
            return false;
        }
        if (summary == null) {
            return true;
        }
        Long since = summary.since();
        Instant now = ChangeClock.get().wall().instant();
        return waiting > 0
                && since != null
                && Instant.ofEpochMilli(since).plus(patience).isBefore(now);
    }
}
