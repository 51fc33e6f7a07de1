package io.jenkins.plugins.ecs.oschange.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Minimises a script that violates a rule: removes events, resets knobs, lowers numbers. */
final class Shrinker {

    private final Predicate<Script> stillWrong;
    private Script best;

    private Shrinker(Script script, Predicate<Script> stillWrong) {
        this.best = script;
        this.stillWrong = stillWrong;
    }

    /** @return the shortest script found that violates this rule; tried twice, since retry waits of the engine are random */
    static Script shrink(Script script, String rule) {
        return shrink(
                script,
                shorter -> Walk.of(shorter).violates(rule) && Walk.of(shorter).violates(rule));
    }

    /** @return the shortest script found that is still wrong */
    static Script shrink(Script script, Predicate<Script> stillWrong) {
        return new Shrinker(script, stillWrong).shrink();
    }

    private Script shrink() {
        boolean shorter = true;
        while (shorter) {
            shorter = fewerEvents() | fewerKnobs() | smallerNumbers();
        }
        return best;
    }

    private boolean fewerEvents() {
        boolean any = false;
        for (int size = Math.max(1, best.events().size() / 2); size > 0; size /= 2) {
            for (int from = 0; from + size <= best.events().size(); ) {
                List<Event> fewer = new ArrayList<>(best.events());
                fewer.subList(from, from + size).clear();
                if (takes(best.with(fewer))) {
                    any = true;
                } else {
                    from++;
                }
            }
        }
        return any;
    }

    private boolean fewerKnobs() {
        boolean any = false;
        for (Knob knob : Knob.values()) {
            any |= best.at(knob) != 0 && takes(best.with(knob, 0));
        }
        return any;
    }

    private boolean smallerNumbers() {
        boolean any = false;
        for (int i = 0; i < best.events().size(); i++) {
            Event event = best.events().get(i);
            Moment moment = event.moment();
            Moment first = new Moment(moment.kind(), moment.what(), 1);
            any |= event.amount() != 0 && takes(with(i, new Event(moment, event.what(), 0)));
            any |= moment.nth() != 1 && takes(with(i, new Event(first, event.what(), event.amount())));
        }
        return any;
    }

    private Script with(int index, Event event) {
        List<Event> events = new ArrayList<>(best.events());
        events.set(index, event);
        return best.with(events);
    }

    private boolean takes(Script candidate) {
        boolean wrong = stillWrong.test(candidate);
        best = wrong ? candidate : best;
        return wrong;
    }
}
