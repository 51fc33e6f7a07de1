package io.jenkins.plugins.ecs.pipeline;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.ecs.run.ChangePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends those steps of a Pipeline together that end within a second: Pipeline writes its whole state after each end, which for a thousand branches is a megabyte. The first one ends at
 * once, and so does one that ends alone.
 *
 * <p>Persistence: none; after a restart each step finds its change ended. Threads: any.
 */
@Extension
public final class StepEnds {

    private static final Logger LOGGER = Logger.getLogger(StepEnds.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Of the Pipelines of which a step has ended within the interval. */
    private final Map<Run<?, ?>, List<Runnable>> waiting = new HashMap<>();

    private final BiConsumer<Runnable, Duration> later;

    public StepEnds() {
        this((work, delay) -> ChangePool.get().schedule(work, delay));
    }

    StepEnds(BiConsumer<Runnable, Duration> later) {
        this.later = later;
    }

    static StepEnds get() {
        return ExtensionList.lookupSingleton(StepEnds.class);
    }

    /** Has this done within the interval. @param end ends a step of the run */
    void end(Run<?, ?> run, Runnable end) {
        synchronized (this) {
            List<Runnable> others = waiting.get(run);
            if (others != null) {
                others.add(end);
                return;
            }
            waiting.put(run, new ArrayList<>());
        }
        endOne(end);
        later.accept(() -> release(run), INTERVAL);
    }

    private void release(Run<?, ?> run) {
        List<Runnable> ends;
        synchronized (this) {
            ends = waiting.remove(run);
            if (ends.isEmpty()) {
                return;
            }
            waiting.put(run, new ArrayList<>());
        }
        ends.forEach(StepEnds::endOne);
        later.accept(() -> release(run), INTERVAL);
    }

    private static void endOne(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) { // the other steps end all the same
            LOGGER.log(Level.WARNING, "cannot end a step", e);
        }
    }
}
