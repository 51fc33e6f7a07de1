package io.jenkins.plugins.ecs.oschange.walk;

import java.time.Duration;

/** Durations below and above each time limit of a change. */
final class Times {

    private static final int[] SECONDS = {1, 5, 20, 45, 70, 130, 320, 900, 7200, 3 * 86_400};

    private Times() {}

    static Duration of(int amount) {
        return Duration.ofSeconds(SECONDS[Math.floorMod(amount, SECONDS.length)]);
    }
}
