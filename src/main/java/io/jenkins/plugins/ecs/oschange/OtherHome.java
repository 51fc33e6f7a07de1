package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.oschange.phase.StartingAgain;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Instant;

/**
 * Ends a change that was begun in another home of Jenkins, and not sent by then: that home may go on with it, or have done so before this one was restored from a backup. So nothing is sent from
 * here, not even to start the server again, and nobody can say what became of the change.
 */
final class OtherHome {

    private OtherHome() {}

    /** @throws ChangeFailedException where it is such a change; its record then waits for no outcome any more */
    static void refuse(ChangeRecord record, ChangeContext context) throws ChangeFailedException {
        if (record.request().dryRun() || record.exposure().mayHaveSent() || !context.isOfOtherHome(record)) {
            return;
        }
        if (record.state() == State.STARTING_AGAIN) {
            throw StartingAgain.end(record, text("startAgain.elsewhere"));
        }
        ChangeFailedException unknown = Failures.unknown(record, text("unknown.elsewhere"));
        Instant now = context.clock().instant();
        AftermathNote nobodyLooks = new AftermathNote(now);
        nobodyLooks.end(Outcome.UNDETERMINED, record.masked(unknown.getMessage()), now);
        record.aftermath(nobodyLooks);
        throw unknown;
    }
}
