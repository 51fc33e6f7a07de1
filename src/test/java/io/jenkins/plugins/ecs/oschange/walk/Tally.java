package io.jenkins.plugins.ecs.oschange.walk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Statistics of many walks: transitions, ends, violations. */
final class Tally {

    private final Map<String, Integer> transitions = new TreeMap<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private final Map<String, Integer> found = new TreeMap<>();
    private final Map<String, Outcome> firstFound = new TreeMap<>();
    private long walks;
    private long steps;
    private long exchanges;

    synchronized void add(Outcome outcome) {
        walks++;
        steps += outcome.steps();
        exchanges += outcome.exchanges();
        List<String> states = outcome.states();
        for (int i = 1; i < states.size(); i++) {
            transitions.merge(states.get(i - 1) + " → " + states.get(i), 1, Integer::sum);
        }
        ends.merge(outcome.end(), 1, Integer::sum);
        for (Violation violation : outcome.violations()) {
            found.merge(violation.rule(), 1, Integer::sum);
            firstFound.merge(violation.rule(), outcome, Tally::shorter);
        }
    }

    private static Outcome shorter(Outcome one, Outcome other) {
        return other.script().size() < one.script().size() ? other : one;
    }

    synchronized Map<String, Outcome> firstFound() {
        return new TreeMap<>(firstFound);
    }

    synchronized Map<String, Integer> found() {
        return new TreeMap<>(found);
    }

    synchronized Map<String, Integer> transitions() {
        return new TreeMap<>(transitions);
    }

    synchronized Map<String, Integer> ends() {
        return new TreeMap<>(ends);
    }

    synchronized long walks() {
        return walks;
    }

    synchronized String summary(double seconds) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "WALKS tried=%d steps=%d exchanges=%d transitions=%d seconds=%.1f perSecond=%.0f%n",
                walks, steps, exchanges, transitions.size(), seconds, walks / seconds));
        text.append("WALKS ends ").append(ends).append('\n');
        transitions.forEach((transition, count) -> text.append("WALKS ")
                .append(transition)
                .append(": ")
                .append(count)
                .append('\n'));
        found.forEach((rule, count) -> text.append("WALKS found (")
                .append(rule)
                .append(") ")
                .append(Rules.ALL.get(rule))
                .append(": in ")
                .append(count)
                .append(" walks\n"));
        return text.toString();
    }
}
