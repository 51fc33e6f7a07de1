package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Server;
import java.time.Duration;

/** Believes the server, not the job: it has to run, be idle, and boot from another disk. */
final class Verification implements Phase {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Server server = context.client().server(change.request().serverId());
        ServerSnapshot seen = new ServerSnapshot(server);
        boolean newDisk = seen.systemVolumeId() != null
                && !seen.systemVolumeId().equals(change.before().systemVolumeId());
        if (newDisk && server.isIdleAnd("ACTIVE")) {
            change.after(seen);
            change.enter(State.SUCCEEDED, context);
            context.progress()
                    .say(text(
                            "verified",
                            change.serverLabel(),
                            change.imageLabel(),
                            seen.systemVolumeId(),
                            String.join(", ", seen.addresses()),
                            Spoken.duration(change.duration(context.clock().instant()))));
            return Duration.ZERO;
        }
        if (server.isIdleAnd("ERROR")
                || jobDone(change) && change.sinceState(context).compareTo(LONGEST) >= 0) {
            throw Failures.notSeen(
                    change, text(newDisk ? "verify.newDisk" : "verify.oldDisk", seen.label(), seen.systemVolumeId()));
        }
        change.heartbeat().beat(false, text("verify.waiting", seen.label()), context);
        return change.request().pollInterval();
    }

    /** Without a job (its reply was lost) nothing says that the change is over, so only the change's timeout limits the wait. */
    private static boolean jobDone(OsChange change) {
        return change.job() != null;
    }
}
