package io.jenkins.plugins.ecs.report;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateLabelsTest {

    @ParameterizedTest
    @EnumSource
    void namesEveryState(State state) {
        assertFalse(StateLabels.of(state).isBlank());
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryKindOfFailure(ChangeFailure.Kind kind) {
        assertFalse(StateLabels.of(kind).isBlank());
    }
}
