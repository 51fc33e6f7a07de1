package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Server;
import java.time.Duration;
import java.util.List;

/** Believes the server, not the job: it has to run, be idle, boot from another disk, and name the image that was asked for. */
final class Verification implements Phase {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** A server names its image in two places, of which one may lag behind or be of another list: after this time one has to do. */
    private static final Duration LONGEST_UNTIL_BOTH = Duration.ofMinutes(1);

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Server server = context.client().server(change.request().serverId());
        ServerSnapshot seen = new ServerSnapshot(server);
        boolean newDisk = seen.systemVolumeId() != null
                && !seen.systemVolumeId().equals(change.before().systemVolumeId());
        Duration waited = change.sinceState(context);
        String image = change.request().imageId();
        boolean runs = newDisk && server.isIdleAnd("ACTIVE");
        boolean patient = waited.compareTo(LONGEST_UNTIL_BOTH) >= 0;
        if (runs && (seen.imageIds().equals(List.of(image)) || patient && mayBeOf(seen, image))) {
            succeed(change, seen, context);
            return Duration.ZERO;
        }
        if (server.isIdleAnd("ERROR") || jobDone(change) && waited.compareTo(LONGEST) >= 0) {
            throw Failures.notSeen(change, seen(seen, runs, newDisk, change));
        }
        change.heartbeat().beat(false, text("verify.waiting", seen.label()), context);
        return change.request().pollInterval();
    }

    /** Whether at least one place names the image, or neither names any. */
    private static boolean mayBeOf(ServerSnapshot seen, String image) {
        return seen.imageIds().isEmpty() || seen.imageIds().contains(image);
    }

    private static void succeed(OsChange change, ServerSnapshot seen, ChangeContext context) {
        Progress progress = context.progress();
        if (seen.imageIds().size() != 1) {
            progress.say(text("warning", text("verify.imageUnclear", seen.imageLabel(), change.imageLabel())));
        }
        change.after(seen);
        change.enter(State.SUCCEEDED, context);
        progress.say(text(
                "verified",
                change.serverLabel(),
                change.imageLabel(),
                seen.systemVolumeId(),
                String.join(", ", seen.addresses()),
                Texts.duration(change.duration(context.clock().instant()))));
    }

    private static String seen(ServerSnapshot seen, boolean runs, boolean newDisk, OsChange change) {
        return runs
                ? text("verify.otherImage", seen.label(), seen.imageLabel(), change.imageLabel())
                : text(newDisk ? "verify.newDisk" : "verify.oldDisk", seen.label(), seen.systemVolumeId());
    }

    /** Without a job (its reply was lost) nothing says that the change is over, so only the change's timeout limits the wait. */
    private static boolean jobDone(OsChange change) {
        return change.job() != null;
    }
}
