package io.jenkins.plugins.ecs.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only by {@link #pass} and {@link #jump}. The true time is kept beside it, and no jump changes that. */
public final class TestClock extends Clock {

    private static final Instant BEGIN = Instant.parse("2026-01-15T08:30:00Z");

    private final Truth truth = new Truth();
    private volatile Duration ahead = Duration.ZERO;

    /** Advances this clock and the true time. */
    public void pass(Duration time) {
        truth.now = truth.now.plus(time);
    }

    /** Sets this clock forward, or back for a negative value. The true time is not changed. */
    public void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    /** The true time, as the cloud's own clock shows it. */
    public Clock truth() {
        return truth;
    }

    /** Replaces {@link System#nanoTime}: follows the true time. */
    public long nanoTime() {
        return Duration.between(BEGIN, truth.now).toNanos();
    }

    @Override
    public Instant instant() {
        return truth.now.plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    private static final class Truth extends Clock {
        private volatile Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
