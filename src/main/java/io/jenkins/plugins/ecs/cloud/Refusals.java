package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers that a credential was refused, so that the same one is not tried again at once, by whomever: clouds lock a user after some wrong passwords, and a key after
 * more than five wrong signatures in a row, for everybody who uses it. Safe for use by several threads.
 */
final class Refusals {

    private static final Duration MEMORY = Duration.ofMinutes(3);

    private final String what;
    private final LongSupplier nanoTime;
    private Refusal last;

    private record Refusal(RefusedException told, long until) {}

    /** @param what was refused, for messages */
    Refusals(String what, LongSupplier nanoTime) {
        this.what = what;
        this.nanoTime = nanoTime;
    }

    synchronized void remember(RefusedException refusal) {
        last = new Refusal(refusal, nanoTime.getAsLong() + MEMORY.toNanos());
    }

    synchronized void forget() {
        last = null;
    }

    /** Throws what was remembered: the request is not sent. */
    synchronized void check() throws RefusedException {
        if (last == null) {
            return;
        }
        Duration left = Duration.ofNanos(last.until() - nanoTime.getAsLong());
        if (left.isNegative() || left.isZero()) {
            last = null;
            return;
        }
        String when = " (refused before, not tried again for " + (left.toSeconds() + 1) + " s)";
        throw last.told().remembered(what + when, left);
    }
}
