package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.AnswerKind.Verdict;
import io.jenkins.plugins.ecs.cloud.CloudException;
import java.time.Duration;
import java.util.SplittableRandom;

/** What becomes of a change when the cloud cannot be asked: a passing fault is sat out, another one ends it. */
final class Lookups {

    /** Before anything is sent nobody gains from waiting long; afterwards the change's own timeout is the limit. */
    private static final int TRIES_BEFORE_SENDING = 5;

    private final Backoff backoff = new Backoff(new SplittableRandom());

    void succeeded() {
        backoff.succeeded();
    }

    /** @return when to try again; the change has failed when it is not worth it */
    Duration failed(OsChange change, CloudException e, ChangeContext context) {
        Duration wait = backoff.failed(e.retryAfter());
        boolean enough = !change.state().mayHaveSent() && backoff.failures() >= TRIES_BEFORE_SENDING;
        if (e.kind().forLookup() != Verdict.RETRY || enough) {
            change.fail(Failures.cannotAsk(change, e), context);
            return Duration.ZERO;
        }
        if (backoff.failures() == 1) {
            context.progress().say(text("lookup.failed", e.getMessage()));
        }
        return wait;
    }
}
