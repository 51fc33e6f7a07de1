package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Masking;

/** How a change that failed is put down in its record: without secrets, and with what is true of a server that was stopped for it. */
final class Verdict {

    private Verdict() {}

    /** The reason alone, of a change whose server is started again first: what is true in the end is added then. */
    static ChangeFailure beforeStart(ChangeFailedException reason, ChangeContext context) {
        return new ChangeFailure(reason.kind(), masked(reason.getMessage(), context));
    }

    static ChangeFailure of(ChangeRecord record, ChangeFailedException reason, ChangeContext context) {
        return new ChangeFailure(reason.kind(), masked(words(record, reason), context));
    }

    /** The same where nobody goes on with the change: a server that was stopped for it stays so, and the reason of a refusal stays the reason. */
    static ChangeFailure ofUnattended(ChangeRecord record) {
        ChangeFailure refusal = record.failure();
        ChangeFailedException reason = refusal == null
                ? Failures.aborted(record)
                : new ChangeFailedException(refusal.kind(), refusal.message());
        boolean stopped = record.exposure() == Exposure.STOPPED_BY_US;
        String words = stopped
                ? Failures.withImage(record, reason.getMessage() + ' ' + text("startAgain.not"))
                : words(record, reason);
        return new ChangeFailure(reason.kind(), words);
    }

    /** Where nobody knows what the server is like, that it was stopped is part of it; so is an image that was made of it, in any case. */
    private static String words(ChangeRecord record, ChangeFailedException reason) {
        boolean stopped = reason.kind() == Kind.UNKNOWN && record.stop().mayBeStopped();
        return Failures.withImage(
                record, stopped ? reason.getMessage() + ' ' + text("startAgain.unknown") : reason.getMessage());
    }

    private static String masked(String message, ChangeContext context) {
        return new Masking(context::mask).told(message);
    }
}
