package io.jenkins.plugins.ecs.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when it is told to. */
public final class TestClock extends Clock {

    private volatile Instant now = Instant.parse("2026-01-15T08:30:00Z");

    private volatile long nanos;

    /** Time passes, on both clocks. */
    public void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the wall clock; no time passes. */
    public void jump(Duration by) {
        now = now.plus(by);
    }

    /** The monotonic time, as {@link System#nanoTime}. */
    public long nanoTime() {
        return nanos;
    }

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
