package io.jenkins.plugins.ecs.report;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import org.jvnet.localizer.ResourceBundleHolder;

/** The names of states and outcomes, in the language of the reader. */
final class StateLabels {

    private StateLabels() {}

    /** The name of a state that a change came into; what it means to have succeeded depends on what was asked. */
    static String of(State state, ChangeRecord change) {
        if (state == State.SUCCEEDED && change.unchanged()) {
            return Messages.ChangeReport_unchanged();
        }
        return state == State.SUCCEEDED && change.request().dryRun() ? Messages.ChangeReport_dryRun() : of(state);
    }

    static String of(State state) {
        return ResourceBundleHolder.get(Messages.class).format("State." + state.name());
    }

    static String of(ChangeFailure.Kind kind) {
        return ResourceBundleHolder.get(Messages.class).format("Kind." + kind.name());
    }

    static String of(AftermathNote.Outcome outcome) {
        return ResourceBundleHolder.get(Messages.class).format("Aftermath." + outcome.name());
    }
}
