package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.StopNote;
import java.time.Duration;
import java.util.Objects;

/**
 * Starts a server again that was stopped for a change which is then refused, and tells how that went together with the reason of the refusal. A server that does not boot
 * from the planned disk, or is anything else than off, is left alone.
 */
public final class StartingAgain implements Phase {

    private static final Duration LONGEST = Duration.ofMinutes(8);

    /** A start whose reply was lost, and of which these looks at the server show nothing, did not arrive; a second one harms nobody. */
    private static final int LOOKS_FOR_LOST = 3;

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        StopNote stop = record.stop();
        EcsClient client = change.client(context);
        boolean late = isOver(change, context);
        if (record.image().isOut() && !late) {
            return waitForImage(change, context);
        }
        ServerSnapshot seen = new ServerSnapshot(client.server(record.serverId()));
        change.looked();
        if (!Objects.equals(record.plan().volumeId(), seen.systemVolumeId())) {
            throw end(record, text("startAgain.otherDisk"));
        }
        if (seen.isRunning() && (stop.wasStartAsked() || stop.hasStopJobEnded() || late)) {
            stop.undone();
            throw end(record, text("startAgain.running"));
        }
        boolean lost = stop.wasStartAsked()
                && stop.startJobId() == null
                && change.observations().looks() >= LOOKS_FOR_LOST;
        if (late && (stop.wasStartAsked() || !seen.isStopped())) {
            throw end(record, text("startAgain.still", seen.label()));
        }
        if (seen.isStopped() && (!stop.wasStartAsked() || lost)) {
            return start(change, client, context);
        }
        return record.request().pollInterval();
    }

    /** A server must not be started while an image is made of it. */
    private static Duration waitForImage(ActiveChange change, ChangeContext context)
            throws CloudException, MisconfiguredException {
        try {
            SavingImage.look(change, context);
        } catch (ChangeFailedException e) { // there is none to wait for
            change.say(e.getMessage(), context);
        }
        change.save(context);
        return change.record().image().isOut() ? change.request().pollInterval() : Duration.ZERO;
    }

    private static Duration start(ActiveChange change, EcsClient client, ChangeContext context)
            throws ChangeFailedException {
        StopNote stop = change.record().stop();
        try {
            stop.startAsked(client.start(change.record().serverId()));
            change.say(text("startAgain.sent", stop.startJobId()), context);
        } catch (CloudException e) {
            if (e.kind().forChange() == Verdict.GIVE_UP) {
                throw end(change.record(), text("startAgain.failed", CloudWords.told(e)));
            }
            if (e.kind().forChange() == Verdict.LOOK) {
                stop.startAsked(null);
            }
        }
        change.save(context);
        return FollowingJob.firstLook(change);
    }

    /** Whether this was tried for long enough. */
    public static boolean isOver(ActiveChange change, ChangeContext context) {
        return change.observations().sinceEntered(change.time(context)).compareTo(LONGEST) > 0;
    }

    /** How it ended, behind the reason of the refusal. */
    public static ChangeFailedException end(ChangeRecord record, String words) {
        ChangeFailure reason = record.failure();
        return new ChangeFailedException(
                reason.kind(), Sentences.of(reason.message()).and(words));
    }
}
