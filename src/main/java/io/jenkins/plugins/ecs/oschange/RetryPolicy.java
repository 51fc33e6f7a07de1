package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What follows from a query that failed: when to repeat it, or that it is not worth it. The waits grow exponentially with full jitter, so that a thousand changes do not
 * come back at the same moment.
 */
final class RetryPolicy {

    /** Before anything is sent nobody gains from waiting long; being throttled counts against the change's own timeout alone. */
    private static final int TRIES_BEFORE_SENDING = 5;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final RandomGenerator random;
    private int failures;

    RetryPolicy() {
        this(new SplittableRandom());
    }

    RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** Whether a query that failed so is not worth another try, as long as nothing was sent. To be asked after {@link #failed}. */
    boolean isHopeless(CloudException e) {
        boolean enough = e.kind() != FailureClass.THROTTLED && failures >= TRIES_BEFORE_SENDING;
        return e.kind().forLookup() != Verdict.RETRY || enough;
    }

    /** Counts a failure. @return when to try again: what the cloud asks for, and a minute where it refused outright */
    Duration failed(CloudException e) {
        Duration wait = delay(e.retryAfter());
        boolean refused = e.kind().forLookup() == Verdict.GIVE_UP;
        return refused && wait.compareTo(LONGEST) < 0 ? LONGEST : wait;
    }

    /** Counts a failure. @param asked how long the cloud asked to be left alone, or null: then at least that, plus a second's spread */
    Duration delay(Duration asked) {
        failures++;
        if (asked != null) {
            return asked.plusMillis(random.nextLong(1000));
        }
        long ceiling = Math.min(LONGEST.toMillis(), 1000L << Math.min(failures, 10));
        return SHORTEST.plusMillis(random.nextLong(ceiling));
    }
}
