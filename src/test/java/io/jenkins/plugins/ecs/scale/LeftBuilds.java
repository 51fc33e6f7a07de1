package io.jenkins.plugins.ecs.scale;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** The builds of parts that were measured before: as long as they are in memory, they are in what is measured later. */
final class LeftBuilds {

    private final List<Reference<WorkflowRun>> all = new ArrayList<>();
    private final List<Reference<WorkflowRun>> freed = new ArrayList<>();

    /** These are given up soon: threads of their Jenkins hold them for a minute. */
    void add(List<WorkflowRun> runs) {
        runs.forEach(run -> freed.add(new WeakReference<>(run)));
        addHeld(runs);
    }

    /** These are held for hours, by the timers of their killed steps. */
    void addHeld(List<WorkflowRun> runs) {
        runs.forEach(run -> all.add(new WeakReference<>(run)));
    }

    /** Returns when what is given up soon has gone, or no more of it has gone for a minute. */
    void await() throws InterruptedException {
        long last = count(freed);
        for (int unchanged = 0; last > 0 && unchanged < 60; unchanged++) {
            TimeUnit.SECONDS.sleep(1);
            System.gc();
            long now = count(freed);
            unchanged = now < last ? 0 : unchanged;
            last = now;
        }
    }

    /** How many are in memory. */
    long count() {
        return count(all);
    }

    private static long count(List<Reference<WorkflowRun>> runs) {
        return runs.stream().filter(run -> run.get() != null).count();
    }
}
