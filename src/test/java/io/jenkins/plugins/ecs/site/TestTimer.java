package io.jenkins.plugins.ecs.site;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A timer by the clock of a test: when time passes by {@link #pass}, what is due by then is run. */
public final class TestTimer implements Scheduler {

    private final TestClock clock;
    private final List<Due> waiting = new ArrayList<>();

    private record Due(long at, Runnable command, CompletableFuture<Void> done) {}

    public TestTimer(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public Future<?> schedule(Executor executor, Runnable command, long delay, TimeUnit unit) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        waiting.add(new Due(clock.nanoTime() + unit.toNanos(delay), () -> executor.execute(command), done));
        return done;
    }

    public void pass(Duration time) {
        clock.pass(time);
        List<Due> due = waiting.stream()
                .filter(each -> each.at() <= clock.nanoTime() && !each.done().isCancelled())
                .toList();
        waiting.removeAll(due);
        due.forEach(each -> {
            each.command().run();
            each.done().complete(null);
        });
    }
}
