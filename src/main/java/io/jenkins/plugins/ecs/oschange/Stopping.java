package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.cloud.Server;
import java.time.Duration;

/** {@code stopFirst}: sends the stop, follows its job, and goes on when the server is off and idle. */
final class Stopping implements Phase {

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        EcsClient client = context.client();
        String serverId = change.request().serverId();
        if (change.stopJobId() == null && !change.stopJobDone()) {
            send(change, client, context);
            return JobWatch.firstLook(change);
        }
        if (!change.stopJobDone()) {
            Job job = client.job(change.stopJobId());
            if (job.failed()) {
                Job deepest = job.deepestFailure();
                throw Failures.refused(change, text("stop.failed", Failures.codeAndReason(deepest)));
            }
            change.stopJobDone("SUCCESS".equals(job.status()));
            return change.stopJobDone() ? Duration.ZERO : change.request().pollInterval();
        }
        Server server = client.server(serverId);
        ServerSnapshot seen = new ServerSnapshot(server);
        if (seen.isStopped()) {
            context.progress().say(text("stop.done"));
            change.before(seen);
            change.enter(State.CHECKED, context);
            return Duration.ZERO;
        }
        if (change.stopJobId() == null && server.isIdleAnd("ACTIVE")) {
            change.stopJobDone(false); // the stop whose reply was lost did not arrive either
            return Duration.ZERO;
        }
        return change.request().pollInterval();
    }

    /** Where the reply is lost, the server tells whether it stops. */
    private static void send(OsChange change, EcsClient client, ChangeContext context) throws CloudException {
        try {
            change.stopJobId(client.stop(change.request().serverId()));
        } catch (CloudException e) {
            change.stopJobDone(e.kind().forChange() == Verdict.LOOK);
            throw e;
        }
        context.progress().say(text("stop.sent", change.stopJobId()));
        change.saveOrSay(context);
    }
}
