package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Believes the server, not the job: it has to run, be idle, boot from another disk, and name the image that was asked for. */
public final class Verification implements Phase {

    /** What a server shows that is not as asked for counts only after this time, and after some looks: views of a server lag behind. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int FEWEST_LOOKS = 3;

    private static final int MOST_DOUBLINGS = 10;

    /** A job that cannot be read, and a server that shows nothing of it for so long, do not go together: it has failed, or never began. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    /** A server names its image in two places, of which one may lag behind or be of another list: after this time one has to do. */
    private static final Duration LONGEST_UNTIL_BOTH = Duration.ofMinutes(1);

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        Server server = change.client(context).server(record.serverId());
        change.looked();
        ServerSnapshot seen = new ServerSnapshot(server);
        boolean newDisk = seen.systemVolumeId() != null
                && !seen.systemVolumeId().equals(record.before().systemVolumeId());
        Duration waited = change.sinceState(context);
        boolean runs = newDisk && seen.isRunning();
        if (runs && (names(seen, record) || isPatient(waited, record) && mayName(seen, record))) {
            if ("Windows".equals(server.osType())) {
                record.login().windows(true);
            }
            succeed(change, seen, context);
            return Duration.ZERO;
        }
        boolean quiet =
                change.observations().quietSince(seen, change.time(context)).compareTo(LONGEST_SILENCE) >= 0;
        if (record.job() != null
                && !record.job().ended()
                && quiet
                && !newDisk
                && change.observations().looks() >= FEWEST_LOOKS) {
            throw Failures.unknown(record, describe(seen, false, false, record));
        }
        boolean decided = seen.isIdle() && (record.job() != null && record.job().ended() || runs || isBroken(seen));
        if (decided && waited.compareTo(LONGEST) >= 0 && change.observations().looks() >= FEWEST_LOOKS) {
            throw Failures.notSeen(record, describe(seen, runs, newDisk, record));
        }
        return nextLook(change);
    }

    /** The cloud has done its work, so that the server is about to show it: soon, then less and less often. Where nobody knows whether it has, each poll interval. */
    private static Duration nextLook(ActiveChange change) {
        Duration poll = change.request().pollInterval();
        boolean ended = change.record().job() != null && change.record().job().ended();
        Duration soon = Duration.ofSeconds(1L << Math.min(change.observations().looks(), MOST_DOUBLINGS));
        return ended && soon.compareTo(poll) < 0 ? soon : poll;
    }

    private static boolean isBroken(ServerSnapshot seen) {
        return "ERROR".equals(seen.status());
    }

    private static boolean names(ServerSnapshot seen, ChangeRecord record) {
        return seen.imageIds().equals(List.of(record.imageId()));
    }

    /** Where the two places did not agree before either, nobody need wait for them. */
    private static boolean isPatient(Duration waited, ChangeRecord record) {
        return record.before().imageIds().size() > 1 || waited.compareTo(LONGEST_UNTIL_BOTH) >= 0;
    }

    /** Whether at least one place names the image, or neither names any. */
    private static boolean mayName(ServerSnapshot seen, ChangeRecord record) {
        return seen.imageIds().isEmpty() || seen.imageIds().contains(record.imageId());
    }

    private static void succeed(ActiveChange change, ServerSnapshot seen, ChangeContext context) {
        ChangeRecord record = change.record();
        boolean agreedBefore = record.before().imageIds().size() == 1;
        if (agreedBefore && seen.imageIds().size() != 1) {
            change.warn(text("verify.imageUnclear", seen.imageLabel(), Labels.image(record)), context);
        }
        record.after(seen);
        boolean waits = record.request().loginWait() != null;
        change.enter(waits ? State.LOGGING_IN : State.SUCCEEDED, context);
        change.say(
                text(
                        "verified",
                        Objects.toString(record.imageName(), record.imageId()),
                        seen.systemVolumeId(),
                        seen.addressLabel(),
                        Texts.duration(record.history().duration(change.time(context)))),
                context);
    }

    private static String describe(ServerSnapshot seen, boolean runs, boolean newDisk, ChangeRecord record) {
        String disk = Objects.toString(seen.systemVolumeId(), "-");
        return runs
                ? text("verify.otherImage", seen.label(), seen.imageLabel(), Labels.image(record))
                : text(newDisk ? "verify.newDisk" : "verify.oldDisk", seen.label(), disk);
    }
}
