package io.jenkins.plugins.ecs.oschange.walk;

import java.util.List;

/**
 * How a walk went.
 *
 * @param states every state in which the change was seen, in order, without repetitions in a row
 * @param end the last of them, with the kind of the failure if there is one
 * @param story what happened, where somebody wanted to hear it
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
