package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;

/**
 * What became of a change: the same words and colour wherever it is shown.
 *
 * @param label a few words in the language of the reader
 * @param look {@code succeeded}, {@code failed}, {@code running} or {@code unknown}: which colour it has
 */
record Outcome(String label, String look) {

    /** @param building whether its build goes on */
    static Outcome of(ChangeRecord change, boolean building) {
        AftermathNote note = change.aftermath();
        ChangeFailure failure = change.failure();
        Outcome known = of(
                note == null || !note.ended() ? null : note.outcome(),
                failure == null ? null : failure.kind(),
                change.after() != null);
        if (known != null) {
            return known;
        }
        boolean ended = change.state().ended();
        String label = ended || building ? StateLabels.of(change.state(), change) : Messages.ChangeReport_interrupted();
        return new Outcome(
                label, change.state() == State.SUCCEEDED ? "succeeded" : !ended && building ? "running" : "unknown");
    }

    /** @param changed whether the server was seen with the new system. @return null of a change that has not failed, and after whose build nothing was found out */
    @CheckForNull
    static Outcome of(
            @CheckForNull AftermathNote.Outcome found, @CheckForNull ChangeFailure.Kind kind, boolean changed) {
        if (found != null) {
            return new Outcome(StateLabels.of(found), look(found));
        }
        return kind == null
                ? null
                : new Outcome(changed ? Messages.ChangeReport_notReady() : StateLabels.of(kind), look(kind));
    }

    private static String look(ChangeFailure.Kind kind) {
        return switch (kind) {
            case REFUSED, FAILED -> "failed";
            case DETACHED, UNKNOWN -> "unknown";
        };
    }

    private static String look(AftermathNote.Outcome outcome) {
        return switch (outcome) {
            case CHANGED -> "succeeded";
            case FAILED -> "failed";
            case NOT_SEEN, UNDETERMINED -> "unknown";
        };
    }
}
