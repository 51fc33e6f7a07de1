package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.InvalidInputException;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Masking;
import io.jenkins.plugins.ecs.oschange.record.Sentences;

/** How a change that failed is put down in its record: without secrets, and with what is true of a server that was stopped for it. */
final class Verdict {

    private Verdict() {}

    static ChangeFailedException refused(ChangeRecord record, MisconfiguredException reason) {
        ChangeFailedException refused = Failures.refused(record, reason.getMessage());
        return reason instanceof InvalidInputException ? refused.ofInvalidInput() : refused;
    }

    /** The reason alone, of a change whose server is started again first: what is true in the end is added then. */
    static ChangeFailure beforeStart(ChangeFailedException reason, ChangeContext context) {
        return new ChangeFailure(reason.kind(), masked(reason.getMessage(), context));
    }

    static ChangeFailure of(ChangeRecord record, ChangeFailedException reason, ChangeContext context) {
        return new ChangeFailure(
                reason.kind(), masked(words(record, reason).toString(), context), reason.isInvalidInput());
    }

    /** The same where nobody goes on with the change: a server that was stopped for it stays so, and the reason of a refusal stays the reason. */
    static ChangeFailure ofUnattended(ChangeRecord record) {
        ChangeFailure refusal = record.failure();
        ChangeFailedException reason = refusal == null
                ? Failures.aborted(record)
                : new ChangeFailedException(refusal.kind(), Sentences.of(refusal.message()));
        boolean stopped = record.exposure() == Exposure.STOPPED_BY_US;
        Sentences words = stopped
                ? Failures.withImage(record, Sentences.of(reason.getMessage()).and(text("startAgain.not")))
                : words(record, reason);
        return new ChangeFailure(reason.kind(), words.toString());
    }

    /** What becomes of the server when the wait is aborted now; it may be started again, and an image may go on. */
    static String onAbort(ChangeRecord record) {
        Sentences words = Sentences.of(Failures.abortWords(record));
        if (record.state().ended()) {
            return words.toString();
        }
        boolean stopped = record.exposure() == Exposure.STOPPED_BY_US;
        return Failures.withImage(record, stopped ? words.and(text("startAgain.begins")) : words)
                .toString();
    }

    /** Where nobody knows what the server is like, that it was stopped is part of it; so is an image that was made of it, in any case. */
    private static Sentences words(ChangeRecord record, ChangeFailedException reason) {
        boolean stopped = reason.kind() == Kind.UNKNOWN && record.stop().mayBeStopped();
        Sentences words = Sentences.of(reason.getMessage());
        return Failures.withImage(record, stopped ? words.and(text("startAgain.unknown")) : words);
    }

    private static String masked(String message, ChangeContext context) {
        return new Masking(context::mask).told(message);
    }
}
