package io.jenkins.plugins.ecs.simulator;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The access key of the simulated cloud. Five wrong signatures lock it for five minutes, as in the real one. */
public final class AccessKeys {

    private static final int WRONG_UNTIL_LOCKED = 5;
    private static final Duration LOCK = Duration.ofMinutes(5);

    private final Clock clock;
    private AccessKey key;
    private int wrong;
    private Instant lockedUntil = Instant.MIN;

    AccessKeys(AccessKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Replaces the key. */
    public synchronized void rotate(AccessKey to) {
        key = to;
        wrong = 0;
        lockedUntil = Instant.MIN;
    }

    /** Whether it is locked because of wrong signatures. */
    public synchronized boolean isLocked() {
        return clock.instant().isBefore(lockedUntil);
    }

    /** @return the key of this ID, or null */
    synchronized AccessKey find(String id) {
        return key.id().equals(id) ? key : null;
    }

    synchronized void wasWrong() {
        wrong++;
        if (wrong >= WRONG_UNTIL_LOCKED) {
            wrong = 0;
            lockedUntil = clock.instant().plus(LOCK);
        }
    }

    synchronized void wasRight() {
        wrong = 0;
    }
}
