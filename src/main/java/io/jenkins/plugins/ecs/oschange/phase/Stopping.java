package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Inputs;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.StopNote;
import java.io.IOException;
import java.time.Duration;

/** {@code stopFirst}: sends the stop by a fresh plan, follows its job, and goes back to the checks when the server is off and idle. */
public final class Stopping implements Phase {

    /** A soft stop may take five minutes (image property {@code os_shutdown_timeout}); only then a server that runs on was not told to stop. */
    private static final Duration LONGEST_STOP = Duration.ofMinutes(6);

    /** For how long a server that was off may be shown as it was before; then somebody has started it. */
    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

    /** A stop whose reply was lost, and of which these looks at the server show nothing, did not arrive; a second one harms nobody. */
    private static final int LOOKS_FOR_LOST = 2;

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        StopNote stop = change.record().stop();
        EcsClient client = change.client(context);
        if (!stop.isOut()) {
            return send(change, client, context);
        }
        if (stop.stopJobId() != null && !stop.hasStopJobEnded()) {
            Job job = job(client, stop.stopJobId());
            change.looked();
            if (job == null) {
                stop.stopJobEnded();
                return change.request().pollInterval();
            }
            if (job.failed()) {
                String reason = Failures.codeAndReason(job.deepestFailure());
                throw Failures.refused(change.record(), text("stop.failed", reason));
            }
            if (!"SUCCESS".equals(job.status())) {
                return change.request().pollInterval();
            }
            stop.stopJobEnded();
            return Duration.ZERO;
        }
        return look(change, client, context);
    }

    /** @return null where it cannot be read: then the server tells whether it stops */
    private static Job job(EcsClient client, String id) throws CloudException {
        try {
            return client.job(id);
        } catch (RefusedException e) {
            if (e.kind().forLookup() == Verdict.RETRY) {
                throw e;
            }
            return null;
        }
    }

    private static Duration look(ActiveChange change, EcsClient client, ChangeContext context)
            throws CloudException, ChangeFailedException {
        Moment asked = change.now(context);
        Server server = client.server(change.record().serverId());
        change.looked();
        ServerSnapshot seen = new ServerSnapshot(server);
        Planning.requirePlannedDisk(change.record(), seen);
        if (seen.isStopped()) {
            change.record().stop().stopSeen();
            change.say(text("stop.done"), context);
            change.record().before(seen);
            change.enter(State.PREPARING, context);
            change.preflight().saw(server, asked);
            return Duration.ZERO;
        }
        if (change.record().stop().stopJobId() == null
                && seen.isRunning()
                && change.observations().looks() >= LOOKS_FOR_LOST) {
            change.record().stop().lost();
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        boolean again = change.record().stop().wasStopSeen();
        if (change.sinceState(context).compareTo(again ? LONGEST_LAG : LONGEST_STOP) > 0
                && change.observations().looks() > 2
                && seen.isIdle()) {
            if (again) {
                throw Failures.refused(change.record(), text("stop.startedSince", seen.label()));
            }
            throw Failures.refused(change.record(), text("stop.failed", seen.label()));
        }
        return change.request().pollInterval();
    }

    /** Where the reply is lost, the server tells whether it stops. */
    private static Duration send(ActiveChange change, EcsClient client, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Inputs inputs = Inputs.of(change.record(), context);
        if (change.plan() == null || !change.plan().isGood(inputs.fingerprint(), change.now(context))) {
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        if (!change.beginStopping()) {
            throw Failures.aborted(change.record());
        }
        StopNote stop = change.record().stop();
        try {
            context.save(change.record());
        } catch (IOException | RuntimeException e) {
            stop.notAccepted();
            throw Failures.refused(change.record(), text("save.beforeSending", CloudWords.told(e)));
        }
        try {
            client.charge();
            stop.stopJob(client.stop(change.record().serverId()));
        } catch (CloudException e) {
            if (e.kind().forChange() == Verdict.LOOK) {
                return change.request().pollInterval();
            }
            stop.notAccepted();
            if (e instanceof RefusedException refused && refused.isForbidden()) {
                throw Failures.refused(change.record(), text("stop.forbidden", CloudWords.told(e)));
            }
            throw e;
        }
        change.say(text("stop.sent", stop.stopJobId()), context);
        change.save(context);
        return FollowingJob.firstLook(change);
    }
}
