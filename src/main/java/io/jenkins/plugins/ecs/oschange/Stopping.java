package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

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
        if (change.stopJobId() == null) {
            change.stopJobId(client.stop(serverId));
            context.progress().say(text("stop.sent", change.stopJobId()));
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
        return change.request().pollInterval();
    }
}
