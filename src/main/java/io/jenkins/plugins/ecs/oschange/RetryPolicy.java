package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What follows from a query that failed: when to repeat it, or that it is not worth it. The waits grow exponentially with full jitter, so that a thousand changes do not
 * come back at the same moment.
 */
final class RetryPolicy {

    /** Before anything is sent nobody gains from waiting long; afterwards the change's own timeout is the limit. */
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

    /** @return when to try again; the change has failed when it is not worth it */
    Duration failed(OsChange change, CloudException e, ChangeContext context) {
        Duration wait = delay(e.retryAfter());
        boolean enough = !change.state().mayHaveSent() && failures >= TRIES_BEFORE_SENDING;
        if (e.kind().forLookup() != Verdict.RETRY || enough) {
            change.fail(Failures.cannotAsk(change, e), context);
            return Duration.ZERO;
        }
        if (failures == 1) {
            context.progress().say(text("lookup.failed", e.getMessage()));
        }
        return wait;
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
