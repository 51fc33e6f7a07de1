package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import java.time.Duration;

/** How a duration is said to people. */
final class Spoken {

    private Spoken() {}

    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? text("duration.s", seconds) : text("duration.min", seconds / 60, seconds % 60);
    }
}
