package io.jenkins.plugins.ecs.oschange.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A point in time on two clocks: the wall clock, which can be set, and a monotonic one, which may stand still while the machine sleeps. A time span has passed when
 * either says so.
 */
public record Moment(Instant wall, long nanos) {

    public static Moment of(Clock clock, long nanoTime) {
        return new Moment(clock.instant(), nanoTime);
    }

    /** Whether no more than {@code span} has passed since this moment, by both clocks. */
    public boolean isWithin(Duration span, Moment now) {
        Duration byWall = Duration.between(wall, now.wall);
        Duration byNanos = Duration.ofNanos(now.nanos - nanos);
        return !byWall.isNegative() && byWall.compareTo(span) <= 0 && byNanos.compareTo(span) <= 0;
    }

    public Moment earlier(Moment other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
