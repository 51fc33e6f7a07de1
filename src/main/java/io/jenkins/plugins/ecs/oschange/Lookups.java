package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import java.time.Duration;

/** What becomes of a change when the cloud cannot be asked: a passing fault is sat out, another one ends it. */
final class Lookups {

    /** Before anything is sent nobody gains from waiting long; afterwards the change's own timeout is the limit. */
    private static final int TRIES_BEFORE_SENDING = 5;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private int failures;

    void succeeded() {
        failures = 0;
    }

    /** @return when to try again; the change has failed when it is not worth it */
    Duration failed(OsChange change, CloudException e, ChangeContext context) {
        failures++;
        if (!e.passing() || !change.state().mayHaveSent() && failures >= TRIES_BEFORE_SENDING) {
            change.fail(Failures.cannotAsk(change, e), context);
            return Duration.ZERO;
        }
        if (failures == 1) {
            context.progress().say(text("lookup.failed", e.getMessage()));
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 6));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
