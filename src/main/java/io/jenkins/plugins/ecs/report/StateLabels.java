package io.jenkins.plugins.ecs.report;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.State;
import org.jvnet.localizer.ResourceBundleHolder;

/** The names of states and outcomes, in the language of the reader. */
final class StateLabels {

    private StateLabels() {}

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
