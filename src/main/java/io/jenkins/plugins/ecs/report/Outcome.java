package io.jenkins.plugins.ecs.report;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
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
        if (note != null && note.ended()) {
            return new Outcome(StateLabels.of(note.outcome()), look(note.outcome()));
        }
        if (change.failure() != null) {
            String label =
                    change.after() == null ? StateLabels.of(change.failure().kind()) : Messages.ChangeReport_notReady();
            return new Outcome(
                    label,
                    switch (change.failure().kind()) {
                        case REFUSED, FAILED -> "failed";
                        case DETACHED, UNKNOWN -> "unknown";
                    });
        }
        boolean ended = change.state().ended();
        String label = ended || building ? StateLabels.of(change.state(), change) : Messages.ChangeReport_interrupted();
        return new Outcome(
                label, change.state() == State.SUCCEEDED ? "succeeded" : !ended && building ? "running" : "unknown");
    }

    private static String look(AftermathNote.Outcome outcome) {
        return switch (outcome) {
            case CHANGED -> "succeeded";
            case FAILED -> "failed";
            case NOT_SEEN, UNDETERMINED -> "unknown";
        };
    }
}
