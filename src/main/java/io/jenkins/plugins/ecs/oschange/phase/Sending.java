package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.ChangeOsBody;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Inputs;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.Plan;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends the request that destroys the disk: by a plan that is fresh, after the state is on disk, and again only when the cloud is known not to have acted on it, after
 * the checks were made anew.
 */
public final class Sending implements Phase {

    /** What the vendor's table says of {@code Ecs.0603}. */
    private static final Duration THROTTLED_WAIT = Duration.ofMinutes(1);

    /** No cloud needs to be asked for something destructive more often, whatever it says itself. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(10);

    private static final int MOST_REQUESTS = 30;

    /** Requests that could not even be sent: the cloud is out of reach, or nobody can sign in. */
    private static final int MOST_UNSENT = 5;

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws ChangeFailedException, MisconfiguredException {
        Inputs inputs = Inputs.of(change.record(), context);
        Plan plan = change.plan();
        if (plan == null
                || plan.stops()
                || change.record().needsImage()
                || !plan.isGood(inputs.fingerprint(), change.now(context))) {
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        EcsClient client = change.client(context);
        ChangeOsBody body = body(plan, inputs);
        change.record().usual(context.usual(change.record()));
        noteOnDisk(change, context);
        if (!plan.isGood(
                inputs.fingerprint(),
                change.now(context))) { // a disk that takes its time, or a machine that was suspended
            change.record().attempts().notAccepted(false);
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        try {
            client.charge();
            String jobId = client.changeOs(change.record().serverId(), body);
            change.record().job(new JobReport(jobId));
            change.say(text("job.accepted", jobId), context);
            change.enter(State.SUBMITTED, context);
            context.submitted(change.record());
            return FollowingJob.firstLook(change);
        } catch (CloudException e) {
            return notAccepted(change, e, context);
        } catch (RuntimeException e) {
            if (change.record().job() == null) {
                Reconciliation.begin(change, e.toString(), context);
            }
            throw e;
        }
    }

    private static void noteOnDisk(ActiveChange change, ChangeContext context) throws ChangeFailedException {
        if (!change.beginSending(context)) {
            throw Failures.aborted(change.record());
        }
        try {
            context.save(change.record());
        } catch (IOException | RuntimeException e) {
            change.record().attempts().notAccepted(false);
            throw Failures.refused(change.record(), text("save.beforeSending", CloudWords.told(e)));
        }
    }

    private static Duration notAccepted(ActiveChange change, CloudException e, ChangeContext context)
            throws ChangeFailedException {
        ChangeRecord record = change.record();
        switch (e.kind().forChange()) {
            case LOOK -> {
                Reconciliation.begin(change, CloudWords.told(e), context);
                return Duration.ZERO;
            }
            case GIVE_UP -> {
                record.attempts().notAccepted(e.kind() != FailureClass.NOT_SIGNED_IN);
                throw Failures.refused(record, e);
            }
            default -> {
                boolean unsent = e.kind() != FailureClass.THROTTLED;
                record.attempts().notAccepted(!unsent);
                if (record.attempts().requestsSent() >= MOST_REQUESTS
                        || unsent && change.unsentRequest() >= MOST_UNSENT) {
                    throw Failures.refused(record, e);
                }
                Duration wait = wait(e);
                change.enter(State.PREPARING, context);
                String key = unsent ? "job.notSent" : "job.throttled";
                change.say(text(key, CloudWords.told(e), Texts.duration(wait)), context);
                return wait;
            }
        }
    }

    static Duration wait(CloudException e) {
        Duration usual = e.kind() == FailureClass.THROTTLED ? THROTTLED_WAIT : SHORTEST_WAIT;
        Duration wait = e.retryAfter() == null ? usual : e.retryAfter();
        return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private static ChangeOsBody body(Plan plan, Inputs inputs) {
        ChangeRequest request = inputs.request();
        return new ChangeOsBody(
                plan.imageId(),
                plan.keyName(),
                plan.keyOwner(),
                inputs.login() instanceof Login.WithPassword with ? with.password() : null,
                request.mode(),
                request.byol(),
                inputs.userData(),
                request.encrypt(),
                request.kmsKeyId(),
                request.autoPay(),
                request.cloudInit());
    }
}
