package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.advice;
import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.ChangeFailure.Kind;

/** The last words of a change, always in this order: what it means for which server, what the cloud said, what to do. */
final class Failures {

    private Failures() {}

    /** The cloud's answer shows that it did nothing, and asking again would not help. */
    static ChangeFailedException refused(OsChange change, CloudException e) {
        return new ChangeFailedException(
                Kind.REFUSED, text("failure.refused", change.serverLabel(), told(e), adviceFor(e)));
    }

    /** A check of ours says no. */
    static ChangeFailedException refused(OsChange change, String reason) {
        return new ChangeFailedException(
                Kind.REFUSED,
                text("failure.refused", change.serverLabel(), reason, "").strip());
    }

    static ChangeFailedException jobFailed(OsChange change, Job job) {
        Job deepest = job.deepestFailure();
        String parent = deepest == job || job.errorCode() == null
                ? ""
                : text("job.parent", job.errorCode(), sentence(job.reason()));
        return new ChangeFailedException(
                Kind.FAILED,
                text(
                        "failure.job",
                        change.serverLabel(),
                        change.job().id(),
                        codeAndReason(deepest),
                        parent,
                        advice(deepest.errorCode())));
    }

    /** What a failed job says of itself, and that it says nothing where it does not. */
    static String codeAndReason(Job job) {
        String code = job.errorCode() == null ? text("job.noCode") : job.errorCode();
        return code + ": " + (job.reason() == null ? text("job.noReason") : sentence(job.reason()));
    }

    static ChangeFailedException awaitsPayment(OsChange change) {
        return new ChangeFailedException(
                Kind.DETACHED,
                text("failure.payment", change.serverLabel(), change.job().id()));
    }

    /** The job ended well but the server does not show it. */
    static ChangeFailedException notSeen(OsChange change, String seen) {
        return new ChangeFailedException(
                Kind.FAILED, text("failure.verify", change.serverLabel(), change.jobLabel(), seen));
    }

    static ChangeFailedException unknown(OsChange change, String seen) {
        return new ChangeFailedException(
                Kind.UNKNOWN, text("failure.unknown", change.serverLabel(), change.imageLabel(), seen));
    }

    static ChangeFailedException timedOut(OsChange change) {
        long minutes = change.request().timeout().toMinutes();
        return switch (change.state()) {
            case SUBMITTED, VERIFYING ->
                new ChangeFailedException(
                        Kind.DETACHED, text("failure.timeout", change.serverLabel(), minutes, change.jobLabel()));
            case SUBMITTING, UNCERTAIN -> unknown(change, text("unknown.timeout", minutes));
            default -> refused(change, text("refused.timeout", minutes));
        };
    }

    static ChangeFailedException abandoned(OsChange change) {
        Kind kind =
                switch (change.state()) {
                    case SUBMITTED, VERIFYING -> Kind.DETACHED;
                    case SUBMITTING, UNCERTAIN -> Kind.UNKNOWN;
                    default -> Kind.REFUSED;
                };
        return new ChangeFailedException(kind, change.whatGoesOn());
    }

    static ChangeFailedException cannotAsk(OsChange change, CloudException e) {
        return switch (change.state()) {
            case SUBMITTED, VERIFYING ->
                new ChangeFailedException(
                        Kind.DETACHED,
                        text("failure.lost", change.serverLabel(), change.jobLabel(), told(e), adviceFor(e)));
            case SUBMITTING, UNCERTAIN -> unknown(change, told(e));
            default -> refused(change, e);
        };
    }

    /** Without its full stop, since it goes on inside a sentence of ours. */
    private static String sentence(String words) {
        return words == null ? "" : words.replaceAll("[.!\\s]+$", "");
    }

    /** Something around the change was taken away or was never there. */
    static ChangeFailedException misconfigured(OsChange change, String reason) {
        return switch (change.state()) {
            case SUBMITTED, VERIFYING ->
                new ChangeFailedException(
                        Kind.DETACHED,
                        text("failure.lost", change.serverLabel(), change.jobLabel(), reason, "")
                                .strip());
            case SUBMITTING, UNCERTAIN -> unknown(change, reason);
            default -> refused(change, reason);
        };
    }

    private static String told(CloudException e) {
        return e.requestId() == null ? e.getMessage() : text("told.request", e.getMessage(), e.requestId());
    }

    private static String adviceFor(CloudException e) {
        return e instanceof RefusedException refused ? advice(refused.error().code()) : text("advice.noAnswer");
    }
}
