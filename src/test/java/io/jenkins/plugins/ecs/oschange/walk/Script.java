package io.jenkins.plugins.ecs.oschange.walk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All decisions of a walk: can be printed, parsed, shrunk and replayed. */
record Script(Map<Knob, Integer> knobs, List<Event> events) {

    Script {
        knobs = Map.copyOf(knobs);
        events = List.copyOf(events);
    }

    /** The position of a knob. */
    int at(Knob knob) {
        return knobs.getOrDefault(knob, 0);
    }

    Script with(Knob knob, int position) {
        Map<Knob, Integer> turned = new EnumMap<>(Knob.class);
        turned.putAll(knobs);
        turned.put(knob, position);
        if (position == 0) {
            turned.remove(knob);
        }
        return new Script(turned, events);
    }

    Script with(List<Event> others) {
        return new Script(knobs, others);
    }

    /** What shrinking minimises. */
    int size() {
        return 10 * events.size() + knobs.size();
    }

    /** Parses the form of {@link #toString}: knobs, a bar, events separated by semicolons. */
    static Script parse(String text) {
        String[] halves = text.split("\\|", -1);
        Map<Knob, Integer> knobs = new EnumMap<>(Knob.class);
        for (String knob : halves[0].strip().split("\\s+")) {
            if (!knob.isEmpty()) {
                String[] sides = knob.split("=");
                knobs.put(Knob.valueOf(sides[0]), Integer.parseInt(sides[1]));
            }
        }
        List<Event> events = new ArrayList<>();
        for (String event : halves.length < 2 ? new String[0] : halves[1].split(";")) {
            if (!event.isBlank()) {
                events.add(Event.parse(event));
            }
        }
        return new Script(knobs, events);
    }

    @Override
    public String toString() {
        return Stream.of(Knob.values())
                        .filter(knobs::containsKey)
                        .map(knob -> knob + "=" + knobs.get(knob))
                        .collect(Collectors.joining(" "))
                + " | "
                + events.stream().map(Event::toString).collect(Collectors.joining("; "));
    }
}
