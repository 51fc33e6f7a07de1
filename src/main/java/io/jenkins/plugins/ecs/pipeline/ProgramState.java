package io.jenkins.plugins.ecs.pipeline;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Has Pipelines write their state to disk before their steps do anything that cannot be undone: else a crash would begin the step again. Steps that start together, as the branches of a
 * {@code parallel}, share one write, since the state of the whole Pipeline is written each time.
 *
 * <p>Persistence: none. Threads: any; a step starts in the thread of its Pipeline, which is also the one that writes, so that a write which has not ended yet has that step in it.
 */
@Extension
public final class ProgramState {

    private final Map<Run<?, ?>, ListenableFuture<Void>> underWay = new HashMap<>();

    static ProgramState get() {
        return ExtensionList.lookupSingleton(ProgramState.class);
    }

    /**
     * To be called by a step that starts.
     *
     * @param saved goes on when its Pipeline is on disk with it; at once where Pipeline writes nothing until it ends
     * @param failed is told why it cannot be written
     */
    void save(Run<?, ?> run, StepContext step, Runnable saved, Consumer<Throwable> failed) {
        ListenableFuture<Void> write = write(run, step);
        write.addListener(
                () -> {
                    try {
                        write.get();
                        saved.run();
                    } catch (ExecutionException e) {
                        failed.accept(e.getCause());
                    } catch (InterruptedException e) { // it is done already
                        Thread.currentThread().interrupt();
                    }
                },
                MoreExecutors.directExecutor());
    }

    private synchronized ListenableFuture<Void> write(Run<?, ?> run, StepContext step) {
        ListenableFuture<Void> write = underWay.get(run);
        if (write == null || write.isDone()) {
            ListenableFuture<Void> begun = step.saveState();
            underWay.put(run, begun);
            begun.addListener(() -> forget(run, begun), MoreExecutors.directExecutor());
            write = begun;
        }
        return write;
    }

    private synchronized void forget(Run<?, ?> run, ListenableFuture<Void> write) {
        underWay.remove(run, write);
    }
}
