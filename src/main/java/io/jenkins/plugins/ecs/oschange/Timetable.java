package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.phase.ActiveChange;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.time.Instant;

/**
 * When a change is to be advanced, and when its time is up. The timeout counts from when the change's turn came; the wait for a login has one of its own. Before the request is sent the time is up at once; afterwards one more look is made that is answered, for at most five minutes, and at the new system for one.
 */
final class Timetable {

    /** Nobody waits longer without a sign of life in the log. */
    static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private static final Duration LONGEST_FOR_LAST_LOOK = Duration.ofMinutes(5);

    /** A look at the new system ends in half a minute. */
    private static final Duration LONGEST_FOR_LAST_LOGIN = Duration.ofMinutes(1);

    private final ActiveChange active;
    private final ChangeRecord record;
    private Instant now;
    private Instant restingSince;
    private Duration restFor = Duration.ZERO;
    private Instant lateSince;
    private boolean loggingIn;

    Timetable(ActiveChange active) {
        this.active = active;
        this.record = active.record();
    }

    /** Reads the clocks, once for each step. */
    void tick(ChangeContext context) {
        now = active.time(context);
        if (loggingIn != isLoggingIn()) { // that has a time of its own
            loggingIn = isLoggingIn();
            lateSince = null;
        }
        if (lateSince == null && record.history().startedAt() != null && left().isNegative()) {
            lateSince = now;
        }
    }

    private boolean isLoggingIn() {
        return record.state() == State.LOGGING_IN;
    }

    private Duration left() {
        if (isLoggingIn()) {
            return record.request()
                    .loginWait()
                    .timeout()
                    .minus(Duration.between(record.history().since(), now));
        }
        return record.request()
                .timeout()
                .minus(Duration.between(record.history().startedAt(), now));
    }

    boolean isDue() {
        return restingSince == null || Duration.between(restingSince, now).compareTo(restFor) >= 0;
    }

    /** What is left of the rest, a minute at most. */
    Duration rest() {
        Duration left = restFor.minus(Duration.between(restingSince, now));
        return left.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : left.isNegative() ? Duration.ZERO : left;
    }

    /** Notes when the change is to be advanced next: not after its time is up. @return when to come back, a minute at most */
    Duration comeBackAfter(Duration wait) {
        restingSince = now;
        restFor = wait;
        if (record.state() != State.STARTING_AGAIN && record.history().startedAt() != null && lateSince == null) {
            Duration left = left().plusMillis(1);
            restFor = left.compareTo(wait) < 0 ? left : wait;
        }
        return rest();
    }

    boolean isTimeUp() {
        if (lateSince == null || record.state() == State.STARTING_AGAIN) {
            return false;
        }
        Duration longest = isLoggingIn() ? LONGEST_FOR_LAST_LOGIN : LONGEST_FOR_LAST_LOOK;
        return !record.exposure().mayHaveSent()
                || Duration.between(lateSince, now).compareTo(longest) > 0;
    }

    /** Whether the look that was just answered was made after the time was up. */
    boolean wasLastLook() {
        return lateSince != null && record.state() != State.STARTING_AGAIN && !active.isLooking();
    }
}
