package io.jenkins.plugins.ecs.oschange;

import java.time.Duration;

/** Says something when nothing was said for a minute, so that nobody takes a long wait for a hang. */
final class Heartbeat {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private long lastSaid;

    void beat(boolean justSaid, String line, ChangeContext context) {
        long now = context.clock().millis();
        if (lastSaid == 0 || justSaid) {
            lastSaid = now;
        } else if (now - lastSaid >= PERIOD.toMillis()) {
            lastSaid = now;
            context.progress().say(line);
        }
    }
}
