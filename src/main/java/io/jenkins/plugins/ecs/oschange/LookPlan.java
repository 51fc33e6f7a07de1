package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.StateEntry;
import java.time.Duration;
import java.time.Instant;

/**
 * When it is looked what becomes of a change that its build has let go of: with long rests; as long as another change of the server waits for its end, like at a change that a build follows. In memory
 * only; one thread at a time.
 */
final class LookPlan {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** For so many rests in a row it is looked before it is given up, however long Jenkins was away: the cloud job, then a server that has to settle, or to be silent. */
    private static final int FEWEST_RESTS = 39;

    /** More than so many rests between two looks is a pause of Jenkins or its machine, in which nobody looked. */
    private static final int PAUSE = 10;

    private final ChangeRecord record;
    private final Duration rest;
    private LookTimes awaited;
    private Instant lastLook;
    private Instant presentSince;
    private boolean atOnce;

    /** @param rest between two looks for which nobody waits */
    LookPlan(ChangeRecord record, Duration rest) {
        this.record = record;
        this.rest = rest;
    }

    /** How long until the next look is due; zero when it is. */
    Duration left(ChangeContext context) {
        Instant now = context.clock().instant();
        Instant last = lastLook;
        if (last == null || atOnce || now.isBefore(last)) {
            return Duration.ZERO;
        }
        Duration left = gap(last, context).minus(Duration.between(last, now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration gap(Instant last, ChangeContext context) {
        if (!context.isAwaited(record)) {
            return rest;
        }
        awaited = awaited == null ? context.lookTimes(record) : awaited;
        Duration gap = isJobAtWork()
                ? awaited.after(sinceAccepted(last))
                : record.request().pollInterval();
        return shorter(gap);
    }

    /** That time, or a rest where it is longer. */
    Duration shorter(Duration time) {
        return time.compareTo(rest) < 0 ? time : rest;
    }

    /** Whether the cloud tells of the job, and that it has not ended. */
    boolean isJobAtWork() {
        return record.job() != null
                && !record.job().ended()
                && !record.aftermath().isJobUnreadable();
    }

    private Duration sinceAccepted(Instant last) {
        long accepted = record.history().entries().stream()
                .filter(entry -> entry.state() == State.SUBMITTED)
                .map(StateEntry::since)
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(last.toEpochMilli());
        return Duration.ofMillis(Math.max(0, last.toEpochMilli() - accepted));
    }

    /**
     * A look was made, or tried.
     *
     * @param next whether something else is to be looked at now
     * @return whether that was the last one: a day has passed, and Jenkins was there long enough since it was away
     */
    boolean looked(boolean next, Instant now) {
        Instant before = lastLook;
        boolean paused = before == null || Duration.between(before, now).compareTo(rest.multipliedBy(PAUSE)) > 0;
        presentSince = paused ? now : presentSince;
        lastLook = now;
        atOnce = next;
        boolean late = Duration.between(record.aftermath().since(), now).compareTo(LONGEST) >= 0;
        return late && Duration.between(presentSince, now).compareTo(rest.multipliedBy(FEWEST_RESTS)) >= 0;
    }
}
