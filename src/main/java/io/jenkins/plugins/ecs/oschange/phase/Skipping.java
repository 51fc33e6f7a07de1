package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.time.Duration;

/**
 * {@code skipIfCurrent}: ends a change well whose server has the image already. Decided in each round of the checks anew: a server that a plan was made for may be seen
 * to have it in the next one.
 */
final class Skipping {

    /** A server names its image in two places, of which one may lag behind somebody else's change, or be of another list: after this time one has to do. */
    private static final Duration UNTIL_BOTH = Duration.ofMinutes(1);

    private Skipping() {}

    /**
     * To be called with the server just seen, which has the planned system disk if there was a plan.
     *
     * @return when to come back
     * @throws ChangeFailedException when the server was stopped for the change: then it is started again
     */
    static Duration advance(ActiveChange change, ChangeContext context) throws ChangeFailedException {
        ChangeRecord record = change.record();
        ServerSnapshot seen = record.before();
        boolean agreed = seen.imageIds().size() == 1;
        if (!agreed && change.sinceState(context).compareTo(UNTIL_BOTH) < 0) {
            change.say(text("skip.unclear", seen.imageLabel(), Texts.duration(UNTIL_BOTH)), context);
            change.preflight().begin(change.now(context));
            return UNTIL_BOTH;
        }
        if (record.exposure() == Exposure.STOPPED_BY_US) {
            throw Failures.refused(record, text("skip.stopped", Labels.image(record)));
        }
        if (!agreed) {
            change.warn(text("verify.imageUnclear", seen.imageLabel(), Labels.image(record)), context);
        }
        record.imageName(record.imageName() == null && agreed ? seen.imageName() : record.imageName());
        change.say(text("skip.current", seen.label(), Labels.image(record)), context);
        record.leftUnchanged();
        change.enter(State.SUCCEEDED, context);
        return Duration.ZERO;
    }
}
