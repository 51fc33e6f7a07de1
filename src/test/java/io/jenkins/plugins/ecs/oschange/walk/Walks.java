package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.oschange.OsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs many walks in parallel, and reports statistics and violations. */
final class Walks {

    private static final int MOST_TRIES = 20;

    private final Tally tally = new Tally();
    private final double seconds;

    private Walks(long count, LongFunction<Script> scripts) {
        long begin = System.nanoTime();
        AtomicLong next = new AtomicLong();
        Logger engine = Logger.getLogger(OsChange.class.getPackageName());
        Level level = engine.getLevel();
        engine.setLevel(Level.OFF); // Each injected exception would be logged.
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                work.add(() -> {
                    for (long number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                        tally.add(walk(scripts.apply(number)));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            pool.shutdownNow();
            engine.setLevel(level);
        }
        seconds = (System.nanoTime() - begin) / 1e9;
    }

    private static Outcome walk(Script script) {
        try {
            return Walk.of(script);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("while walking " + script, e);
        }
    }

    /** This many walks, each from a seed of its own. */
    static Walks random(long first, long count) {
        return new Walks(count, number -> Dice.script(first + number));
    }

    /** One walk for each script. */
    static Walks all(List<Script> scripts) {
        return new Walks(scripts.size(), number -> scripts.get((int) number));
    }

    Tally tally() {
        return tally;
    }

    /** Walks, transitions, time, and for each violated rule the shortest walk, shrunk, with its story. */
    String report() {
        StringBuilder text = new StringBuilder(tally.summary(seconds));
        tally.firstFound().forEach((rule, outcome) -> text.append(explain(rule, outcome.script())));
        return text.toString();
    }

    /** A script that violates a rule, shrunk, with its story. */
    static String explain(String rule, Script script) {
        Script shrunk = Shrinker.shrink(script, rule);
        Outcome outcome = Walk.told(shrunk);
        for (int tries = 0; !outcome.violates(rule) && tries < MOST_TRIES; tries++) {
            outcome = Walk.told(shrunk);
        }
        return String.format(
                Locale.ROOT,
                "%n(%s) %s%n    as found:   %s%n    shrunk:     %s%n    walk again: -Dwalk='%s'%n    %s%n",
                rule,
                Rules.ALL.get(rule),
                script,
                shrunk,
                shrunk,
                String.join("\n    ", outcome.story()));
    }
}
