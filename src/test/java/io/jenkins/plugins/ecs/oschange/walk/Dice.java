package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.simulator.Call;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Generates a script from a seed, with most moments around the change request. */
final class Dice {

    private static final Happening[] ALL = Happening.values();
    private static final Happening[] WIRE =
            List.of(ALL).stream().filter(Happening::isOnTheWire).toArray(Happening[]::new);
    private static final Happening[] OTHERS =
            List.of(ALL).stream().filter(what -> !what.isOnTheWire()).toArray(Happening[]::new);

    private static final Call[] CALLS = {
        Call.CHANGE_OS,
        Call.CHANGE_OS,
        Call.CHANGE_OS,
        Call.JOB,
        Call.JOB,
        Call.SERVER,
        Call.SERVER,
        Call.ACTION,
        Call.SAVE_IMAGE,
        Call.SAVE_IMAGE,
        Call.IMAGE_QUOTA,
        Call.LOGIN,
        Call.IMAGES,
        Call.KEY_PAIR,
        Call.KEY_PAIRS,
        Call.PROJECTS,
        Call.VOLUME
    };
    private static final String[] STATES = {
        "QUEUED",
        "PREPARING",
        "STOPPING",
        "SAVING_IMAGE",
        "SAVING_IMAGE",
        "CHECKED",
        "CHECKED",
        "SUBMITTING",
        "UNCERTAIN",
        "UNCERTAIN",
        "SUBMITTED",
        "SUBMITTED",
        "VERIFYING",
        "VERIFYING",
        "LOGGING_IN"
    };
    private static final String[] METHODS = {"save", "save", "save", "login", "client", "userData", "guardRails", "say"
    };

    private final SplittableRandom random;

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Every third script is one of the {@link Themes}, half of them with more events. */
    static Script script(long seed) {
        Dice dice = new Dice(seed);
        return switch (dice.random.nextInt(6)) {
            case 0 -> Themes.pick(dice.random);
            case 1 -> Themes.join(Themes.pick(dice.random), dice.script());
            default -> dice.script();
        };
    }

    private Script script() {
        Map<Knob, Integer> knobs = new EnumMap<>(Knob.class);
        for (Knob knob : Knob.values()) {
            boolean often = knob == Knob.STATUS || knob == Knob.STOP || knob == Knob.LOGIN || knob == Knob.AUTH;
            if (random.nextInt(100) < (often ? 50 : knob == Knob.SAVE_IMAGE ? 25 : 8)) {
                knobs.put(knob, 1 + random.nextInt(knob.positions() - 1));
            }
        }
        if (knobs.getOrDefault(Knob.STATUS, 0) == 1 && !knobs.containsKey(Knob.STOP)) {
            knobs.put(Knob.STOP, 1 + random.nextInt(2));
        }
        List<Event> events = new ArrayList<>();
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            events.add(event());
        }
        return new Script(knobs, events);
    }

    private Event event() {
        if (random.nextInt(5) < 2) {
            return new Event(ask(Moment.Kind.ASK), pick(WIRE), random.nextInt(16));
        }
        return new Event(moment(), pick(OTHERS), random.nextInt(16));
    }

    private Moment moment() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Moment(Moment.Kind.STEP, Moment.ANY, 1 + random.nextInt(25));
            case 2, 3, 4 -> new Moment(Moment.Kind.STATE, pick(STATES), few());
            case 5 -> ask(Moment.Kind.ASK);
            case 6, 7 -> ask(Moment.Kind.ANSWERED);
            case 8 -> new Moment(Moment.Kind.CALLING, pick(METHODS), few());
            default -> new Moment(Moment.Kind.CALLED, "save", few());
        };
    }

    private Moment ask(Moment.Kind kind) {
        return new Moment(kind, pick(CALLS).name(), few());
    }

    /** From 1, geometrically distributed. */
    private int few() {
        int n = 1;
        while (n < 12 && random.nextInt(100) < 45) {
            n++;
        }
        return n;
    }

    private <T> T pick(T[] from) {
        return from[random.nextInt(from.length)];
    }
}
