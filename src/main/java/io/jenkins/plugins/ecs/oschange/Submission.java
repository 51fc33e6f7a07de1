package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.ChangeOsBody;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import java.io.IOException;
import java.time.Duration;

/** Sends the request that destroys the disk: after the state is on disk, once, and again only when the cloud surely did not look at it. */
final class Submission implements Phase {

    private static final Duration TURNED_AWAY_WAIT = Duration.ofMinutes(1);

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws ChangeFailedException, MisconfiguredException {
        EcsClient client = context.client();
        ChangeOsBody body = body(change, context);
        change.enter(State.SUBMITTING, context);
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
            change.saveOrSay(context);
            return JobWatch.firstLook(change);
        } catch (CloudException e) {
            return notAccepted(change, e, context);
        }
    }

    private static Duration notAccepted(OsChange change, CloudException e, ChangeContext context)
            throws ChangeFailedException {
        if (!e.certainlyNotActed()) {
            Uncertainty.begin(change, e.getMessage(), context);
            return Duration.ZERO;
        }
        if (e instanceof RefusedException refused && !refused.turnedAway()) {
            throw Failures.refused(change, e);
        }
        change.enter(State.CHECKED, context);
        change.saveOrSay(context);
        context.progress().say(text("job.turnedAway", e.getMessage(), TURNED_AWAY_WAIT.toSeconds()));
        return TURNED_AWAY_WAIT;
    }

    private static ChangeOsBody body(OsChange change, ChangeContext context) throws MisconfiguredException {
        ChangeRequest request = change.request();
        Login login = context.login();
        Login.WithKeyPair key = login instanceof Login.WithKeyPair with ? with : null;
        return new ChangeOsBody(
                request.imageId(),
                key == null ? null : key.name(),
                key == null ? null : key.userId() == null ? change.keyOwner() : key.userId(),
                login instanceof Login.WithPassword with ? with.password() : null,
                request.mode(),
                request.byol(),
                context.userData());
    }
}
