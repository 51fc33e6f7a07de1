package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.ChangeOsBody;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import java.io.IOException;
import java.time.Duration;

/** Sends the request that destroys the disk: after the state is on disk, once, and again only when the cloud surely did not look at it. */
final class Submission implements Phase {

    /** What the vendor's table says of {@code Ecs.0603}. */
    private static final Duration THROTTLED_WAIT = Duration.ofMinutes(1);

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws ChangeFailedException, MisconfiguredException {
        EcsClient client = context.client();
        ChangeOsBody body = body(change, context);
        if (!change.beginSubmitting(context)) {
            throw Failures.refused(change, text("refused.abandoned"));
        }
        try {
            context.save(change);
        } catch (IOException e) {
            throw Failures.refused(change, text("save.beforeSending", e.toString()));
        }
        try {
            String jobId = client.changeOs(change.request().serverId(), body);
            change.job(new JobReport(jobId));
            change.enter(State.SUBMITTED, context);
            context.progress().say(text("job.accepted", jobId));
            context.submitted(change);
            return JobWatch.firstLook(change);
        } catch (CloudException e) {
            return notAccepted(change, e, context);
        }
    }

    private static Duration notAccepted(OsChange change, CloudException e, ChangeContext context)
            throws ChangeFailedException {
        return switch (e.kind().forChange()) {
            case GIVE_UP -> throw Failures.refused(change, e);
            case LOOK -> {
                Reconciliation.begin(change, e.getMessage(), context);
                yield Duration.ZERO;
            }
            case RETRY -> {
                change.enter(State.CHECKED, context);
                Duration wait = e.retryAfter() == null ? THROTTLED_WAIT : e.retryAfter();
                context.progress().say(text("job.turnedAway", e.getMessage(), Texts.duration(wait)));
                yield wait;
            }
        };
    }

    private static ChangeOsBody body(OsChange change, ChangeContext context) throws MisconfiguredException {
        ChangeRequest request = change.request();
        Login login = context.login();
        Login.WithKeyPair key = change.keyPair(login);
        return new ChangeOsBody(
                request.imageId(),
                key == null ? null : key.name(),
                key == null ? null : key.userId(),
                login instanceof Login.WithPassword with ? with.password() : null,
                request.mode(),
                request.byol(),
                context.userData(),
                request.encrypt(),
                request.kmsKeyId(),
                request.autoPay(),
                request.cloudInit());
    }
}
