package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.run.ChangeSummary;

/**
 * What became of a change: the same words and colour wherever it is shown.
 *
 * @param label a few words in the language of the reader
 * @param look which colour it has
 */
record Outcome(String label, Look look) {

    /** @param building whether its build goes on */
    static Outcome of(ChangeRecord change, boolean building) {
        AftermathNote note = change.aftermath();
        ChangeFailure failure = change.failure();
        Outcome known = of(
                note == null || !note.ended() ? null : note.outcome(),
                failure == null ? null : failure.kind(),
                change.after() != null);
        if (known != null) {
            return known.look() == Look.FAILED && change.request().dryRun()
                    ? new Outcome(Messages.ChangeReport_dryRunFailed(), Look.FAILED)
                    : known;
        }
        boolean ended = change.state().ended();
        String label = ended || building ? StateLabels.of(change.state(), change) : Messages.ChangeReport_interrupted();
        return new Outcome(
                label,
                change.state() == State.SUCCEEDED ? Look.SUCCEEDED : !ended && building ? Look.RUNNING : Look.UNKNOWN);
    }

    /** As the list of all changes tells it. */
    static Outcome of(ChangeSummary change) {
        Outcome known = of(change.aftermath(), change.failureKind(), change.changed());
        return known != null
                ? known
                : new Outcome(StateLabels.of(change.state()), change.isSuccess() ? Look.SUCCEEDED : Look.RUNNING);
    }

    /** @param changed whether the server was seen with the new system. @return null of a change that has not failed, and after whose build nothing was found out */
    @CheckForNull
    private static Outcome of(
            @CheckForNull AftermathNote.Outcome found, @CheckForNull ChangeFailure.Kind kind, boolean changed) {
        if (found != null) {
            return new Outcome(StateLabels.of(found), look(found));
        }
        return kind == null ? null : new Outcome(changed ? ofLogin(look(kind)) : StateLabels.of(kind), look(kind));
    }

    /** Of a new system that nobody was let in to. */
    private static String ofLogin(Look look) {
        return look == Look.FAILED ? Messages.ChangeReport_notReady() : Messages.ChangeReport_notAwaited();
    }

    private static Look look(ChangeFailure.Kind kind) {
        return switch (kind) {
            case REFUSED, FAILED -> Look.FAILED;
            case DETACHED, UNKNOWN -> Look.UNKNOWN;
        };
    }

    private static Look look(AftermathNote.Outcome outcome) {
        return switch (outcome) {
            case CHANGED -> Look.SUCCEEDED;
            case FAILED -> Look.FAILED;
            case NOT_SEEN, UNDETERMINED -> Look.UNKNOWN;
        };
    }
}
