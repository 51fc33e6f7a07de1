package io.jenkins.plugins.ecs.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock that moves only when it is told to, and may be set wrong: the time that really passes goes on beside it. */
public final class TestClock extends Clock {

    private static final Instant BEGIN = Instant.parse("2026-01-15T08:30:00Z");

    private final Truth truth = new Truth();
    private volatile Duration ahead = Duration.ZERO;

    /** Time passes, for this machine and for everybody else. */
    public void pass(Duration time) {
        truth.now = truth.now.plus(time);
    }

    /** This machine's clock is set forward, or back where it is negative; no time passes, and nobody else's clock moves. */
    public void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    /** A clock that is right: the cloud's. */
    public Clock truth() {
        return truth;
    }

    /** What {@link System#nanoTime} would tell: it only ever grows, and no jump moves it. */
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
