package io.jenkins.plugins.ecs.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Generates the IDs of a simulated cloud: the same sequence in each, so that every run is reproducible. */
final class Ids {

    private int given;

    /** A UUID, as servers, images and volumes have. */
    synchronized String uuid() {
        return UUID.nameUUIDFromBytes(("id " + ++given).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** 32 hexadecimal digits, as most jobs have. */
    String digits() {
        return uuid().replace("-", "");
    }
}
