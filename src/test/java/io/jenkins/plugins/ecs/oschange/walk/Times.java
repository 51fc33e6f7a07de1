package io.jenkins.plugins.ecs.oschange.walk;

import java.time.Duration;

/** The spans of time that differ for a change: below and above each of its limits. */
final class Times {

    private static final int[] SECONDS = {1, 5, 20, 45, 70, 130, 320, 900, 7200, 3 * 86_400};

    private Times() {}

    static Duration of(int amount) {
        return Duration.ofSeconds(SECONDS[Math.floorMod(amount, SECONDS.length)]);
    }
}
