package io.jenkins.plugins.ecs.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The IDs that a simulated cloud gives: they look like any, and are the same whenever the same happens. */
final class Ids {

    private int given;

    /** One with dashes, as servers, images and volumes have it. */
    synchronized String uuid() {
        return UUID.nameUUIDFromBytes(("id " + ++given).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** One of 32 digits, as jobs usually have it. */
    String digits() {
        return uuid().replace("-", "");
    }
}
