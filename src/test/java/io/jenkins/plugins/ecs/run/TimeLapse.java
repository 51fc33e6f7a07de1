package io.jenkins.plugins.ecs.run;

import hudson.util.DaemonThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, the time by which changes are driven passes ten times as fast: what rests for a minute rests for six seconds. Simulated clouds keep the machine's time, so what they do takes
 * as long as ever.
 */
public final class TimeLapse implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration MORE = TICK.multipliedBy(9);

    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreadFactory());

    /** Of the Jenkins that runs now. */
    public TimeLapse() {
        ChangeClock clock = ChangeClock.get();
        ticker.scheduleWithFixedDelay(() -> clock.pass(MORE), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
