package io.jenkins.plugins.ecs.oschange;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before asking again: exponential with full jitter, so that a thousand changes do not come back at the same moment. */
final class Backoff {

    private static final Duration CAP = Duration.ofMinutes(1);
    private static final Duration FLOOR = Duration.ofMillis(500);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** How many tries in a row have failed. */
    int failures() {
        return failures;
    }

    /** @param asked how long the cloud asked to be left alone, or null: then at least that, plus a second's spread */
    Duration failed(Duration asked) {
        failures++;
        if (asked != null) {
            return asked.plusMillis(random.nextLong(1000));
        }
        long ceiling = Math.min(CAP.toMillis(), 1000L << Math.min(failures, 10));
        return FLOOR.plusMillis(random.nextLong(ceiling));
    }
}
