package io.jenkins.plugins.ecs.oschange.walk;

import java.util.List;

/**
 * The result of a walk.
 *
 * @param states the sequence of states of the change
 * @param end the last state, with the kind of the failure if there is one
 * @param story all events, exchanges and messages; null unless requested
 */
record Outcome(
        Script script,
        List<Violation> violations,
        List<String> states,
        String end,
        int steps,
        int exchanges,
        List<String> story) {

    boolean violates(String rule) {
        return violations.stream().anyMatch(violation -> violation.rule().equals(rule));
    }
}
