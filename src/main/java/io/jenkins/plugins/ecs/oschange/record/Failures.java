package io.jenkins.plugins.ecs.oschange.record;

import static io.jenkins.plugins.ecs.oschange.record.Texts.advice;
import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.ImageJob;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import java.util.Objects;

/**
 * The last words of a change, always in this order: what it means for which server, what the cloud said, what to do. What may be said of the server, and the kind of
 * the failure, follow from the {@link Exposure} alone.
 */
public final class Failures {

    private Failures() {}

    /** The OS was not changed. To be used only where {@link Exposure#mayHaveSent} is false. */
    public static ChangeFailedException refused(ChangeRecord record, String reason) {
        return refused(record, reason, null, null);
    }

    /** The same of a change that has no record yet, since it is not known where it is to be made. */
    public static ChangeFailedException refused(ChangeRequest asked, String reason) {
        return refused(new ChangeRecord("none", asked), reason);
    }

    /** The cloud's answer shows that it did nothing, and repeating the request would not help. */
    public static ChangeFailedException refused(ChangeRecord record, CloudException e) {
        return refused(record, CloudWords.wrong(e), CloudWords.used(e, record.credential), CloudWords.adviceFor(e));
    }

    /** The image of the system disk cannot be made, so that nothing else is done. */
    public static ChangeFailedException imageRefused(ChangeRecord record, CloudException e) {
        String name = record.request().saveImageAs();
        String used = CloudWords.used(e, record.credential);
        return refused(record, text("image.refused", name, CloudWords.told(e)), used, CloudWords.adviceFor(e));
    }

    public static ChangeFailedException imageJobFailed(ChangeRecord record, ImageJob job) {
        String code = job.errorCode() == null ? text("job.noCode") : job.errorCode();
        String why = job.reason() == null ? text("job.noReason") : Sentences.clause(job.reason());
        String name = record.request().saveImageAs();
        return refused(
                record,
                text("image.failed", name, record.image().jobId(), code + ": " + why),
                null,
                advice(job.errorCode()));
    }

    /** The words, and what became of an image that was made for the change. */
    public static Sentences withImage(ChangeRecord record, Sentences words) {
        ImageNote image = record.image();
        String name = record.request().saveImageAs();
        String known = image.imageId() == null ? text("image.job", image.jobId()) : image.imageId();
        return switch (image.stage()) {
            case NONE -> words;
            case SAVED -> words.and(text("image.kept", name, image.imageId()));
            case LOST -> words.and(text("image.perhaps", name));
            case ORDERED ->
                words.and(
                        image.imageId() == null && image.jobId() == null
                                ? text("image.perhaps", name)
                                : text(
                                        record.stop().wasStartAsked() ? "image.startedDuring" : "image.goesOn",
                                        name,
                                        known));
        };
    }

    private static ChangeFailedException refused(ChangeRecord record, String reason, String facts, String advice) {
        if (record.exposure().mayHaveSent()) {
            return unknown(record, reason, facts);
        }
        return new ChangeFailedException(
                Kind.REFUSED, Sentences.of(text("failure.refused", Labels.server(record), reason), facts, advice));
    }

    public static ChangeFailedException jobFailed(ChangeRecord record, Job job) {
        Job deepest = job.deepestFailure();
        String parent = deepest == job || job.errorCode() == null
                ? ""
                : text("job.parent", job.errorCode(), Sentences.clause(job.reason()));
        return new ChangeFailedException(
                Kind.FAILED,
                Sentences.of(
                        text("failure.job", Labels.server(record), record.job().id(), codeAndReason(deepest), parent),
                        null,
                        advice(deepest.errorCode())));
    }

    /** What a failed job says of itself, and that it says nothing where it does not. */
    public static String codeAndReason(Job job) {
        String code = job.errorCode() == null ? text("job.noCode") : job.errorCode();
        return code + ": " + (job.reason() == null ? text("job.noReason") : Sentences.clause(job.reason()));
    }

    public static ChangeFailedException awaitsPayment(ChangeRecord record) {
        String wrong =
                text("failure.payment", Labels.server(record), record.job().id());
        return new ChangeFailedException(Kind.DETACHED, Sentences.of(wrong, monitored(record), text("advice.payment")));
    }

    /** The server does not show what was asked for. Without a job nobody knows whether that was this change's doing. */
    public static ChangeFailedException notSeen(ChangeRecord record, String seen) {
        return record.job() == null
                ? unknown(record, seen)
                : new ChangeFailedException(
                        Kind.FAILED,
                        Sentences.of(text(
                                record.job().ended() ? "failure.verify" : "failure.verifyWithoutJob",
                                Labels.server(record),
                                record.job().id(),
                                seen)));
    }

    /** The OS was changed, but the new system is not as it should be. @param why goes on in the middle of the sentence */
    public static ChangeFailedException notReady(ChangeRecord record, String why) {
        return notReady(record, why, null);
    }

    private static ChangeFailedException notReady(ChangeRecord record, String why, String advice) {
        String wrong = text("failure.notReady", Labels.server(record), newDisk(record), why);
        return new ChangeFailedException(Kind.FAILED, Sentences.of(wrong, null, advice));
    }

    /** What to check depends on how far the looks came: to no SSH server, to one that refuses, or into a system that goes on setting itself up. */
    private static ChangeFailedException notReadyInTime(ChangeRecord record, String trouble) {
        LoginNote login = record.login();
        LoginWait wait = record.request().loginWait();
        long minutes = wait.timeout().toMinutes();
        String last = trouble == null ? text("login.noAnswer") : trouble;
        if (login.user() != null) {
            return notReady(record, text("login.timeout.loggedIn", minutes, last), text("advice.login.ready"));
        }
        String port = String.valueOf(wait.portFor(login.isWindows()));
        String advice = login.hostKey() == null ? text("advice.login.reach", port) : text("advice.login.enter");
        return notReady(record, text("login.timeout", minutes, last), advice);
    }

    private static String newDisk(ChangeRecord record) {
        return Objects.toString(record.after().systemVolumeId(), "-");
    }

    public static ChangeFailedException unknown(ChangeRecord record, String seen) {
        return unknown(record, seen, null);
    }

    private static ChangeFailedException unknown(ChangeRecord record, String seen, String facts) {
        String wrong = text("failure.unknown", Labels.server(record), Labels.image(record), Sentences.clause(seen));
        return new ChangeFailedException(
                Kind.UNKNOWN, Sentences.of(wrong, facts, monitored(record)).and(text("advice.unknown")));
    }

    /** @param trouble why the last query failed, or null */
    public static ChangeFailedException timedOut(ChangeRecord record, String trouble) {
        if (record.state() == State.LOGGING_IN) {
            return notReadyInTime(record, trouble);
        }
        long minutes = record.request().timeout().toMinutes();
        String facts = trouble == null ? null : text("failure.lastTrouble", trouble);
        return switch (record.exposure()) {
            case UNTOUCHED, STOPPED_BY_US ->
                new ChangeFailedException(
                        Kind.REFUSED,
                        Sentences.of(
                                text("failure.refused", Labels.server(record), text("refused.timeout", minutes)),
                                facts,
                                text("advice.timeout")));
            case PERHAPS_SENT -> {
                String key = record.state() == State.VERIFYING ? "unknown.seenTimeout" : "unknown.timeout";
                yield unknown(record, text(key, minutes), facts);
            }
            case IN_THE_CLOUDS_HANDS -> {
                String job = record.job().id();
                yield detached(record, text("failure.timeout", Labels.server(record), minutes, job), facts);
            }
            case DONE -> {
                String ended = ended(record);
                yield detached(record, text("failure.timeoutDone", Labels.server(record), minutes, ended), facts);
            }
        };
    }

    public static ChangeFailedException aborted(ChangeRecord record) {
        Kind kind =
                switch (record.exposure()) {
                    case UNTOUCHED, STOPPED_BY_US -> Kind.REFUSED;
                    case PERHAPS_SENT -> Kind.UNKNOWN;
                    case IN_THE_CLOUDS_HANDS, DONE -> Kind.DETACHED;
                };
        return new ChangeFailedException(kind, Sentences.of(abortWords(record)));
    }

    /** What becomes of the server when its build is aborted now. */
    public static String abortWords(ChangeRecord record) {
        if (record.state().ended()) {
            return text("abandoned.ended", Labels.server(record));
        }
        return switch (record.exposure()) {
            case UNTOUCHED, STOPPED_BY_US -> text("abandoned.nothingSent", Labels.server(record));
            case PERHAPS_SENT -> {
                String check = text("abandoned.checkDisk");
                yield Sentences.of(text("abandoned.uncertain", Labels.server(record)), monitored(record), check)
                        .toString();
            }
            case IN_THE_CLOUDS_HANDS ->
                letGo(
                        record,
                        text(
                                "abandoned.submitted",
                                Labels.server(record),
                                record.job().id()));
            case DONE ->
                record.after() == null
                        ? letGo(record, text("abandoned.done", Labels.server(record), ended(record)))
                        : text("abandoned.login", Labels.server(record), newDisk(record));
        };
    }

    /** Who looks on: whoever keeps the change, or people. */
    private static String letGo(ChangeRecord record, String wrong) {
        String monitored = monitored(record);
        return Sentences.of(wrong, monitored, monitored == null ? text("abandoned.check") : null)
                .toString();
    }

    /** Where the outcome of a change will be told that its build has let go of; null where nobody goes on looking. */
    private static String monitored(ChangeRecord record) {
        if (!record.monitored || !record.exposure().mayHaveSent() || record.after() != null) {
            return null;
        }
        boolean atWork = record.job() != null && !record.job().ended();
        return text(atWork ? "monitored.job" : "monitored.server");
    }

    private static ChangeFailedException detached(ChangeRecord record, String wrong, String facts) {
        return new ChangeFailedException(
                Kind.DETACHED, Sentences.of(wrong, facts, monitored(record)).and(text("advice.timeoutInTheCloud")));
    }

    private static String ended(ChangeRecord record) {
        return record.job() == null
                ? text("ended.withoutJob")
                : text("ended.job", record.job().id(), record.job().status());
    }
}
