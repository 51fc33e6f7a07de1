package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/**
 * Runs the exchanges with clouds for all builds of this controller, in a few threads of its own: the {@link ChangeClock} only says when, since it must never wait for a network. Each
 * endpoint has threads of its own, so that one that does not answer keeps nobody else's changes waiting.
 *
 * <p>Threads: any may submit; work runs as SYSTEM. At a shutdown work that has not begun is dropped, and requests in flight get some seconds for their replies. Persistence:
 * none.
 */
@Extension
public class ChangePool {

    /** Of one endpoint; they end when there is nothing to do for a minute. */
    private static final int THREADS = 14;

    /** How long a shutdown waits for requests in flight: the reply to one that changes a server names its job. */
    private static final Duration LAST_REPLIES = Duration.ofSeconds(10);

    /** The work that asks no cloud. */
    private static final String LOCAL = "local";

    /** As few as endpoints were ever configured, by their text. */
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    private volatile boolean down;

    private static final class Lane {
        private final ThreadPoolExecutor threads;
        private final ExecutorService asSystem;

        Lane(String name) {
            threads = new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>(),
                    new NamingThreadFactory(new DaemonThreadFactory(), "ECS change of OS: " + name),
                    new ThreadPoolExecutor.DiscardPolicy());
            threads.allowCoreThreadTimeOut(true);
            asSystem = new ImpersonatingExecutorService(threads, ACL.SYSTEM2);
        }
    }

    public static ChangePool get() {
        return ExtensionList.lookupSingleton(ChangePool.class);
    }

    private Lane lane(String name) {
        return lanes.computeIfAbsent(name, missing -> {
            Lane lane = new Lane(missing);
            if (down) {
                lane.threads.shutdown();
            }
            return lane;
        });
    }

    /** Has work that asks no cloud done later, as SYSTEM; never while Jenkins shuts down. */
    public Future<?> schedule(Runnable work, Duration delay) {
        return schedule(LOCAL, work, delay);
    }

    /** Waits in the calling thread. */
    public void sleep(Duration time) throws InterruptedException {
        ChangeClock.get().sleep(time);
    }

    /** Has work done later that asks the cloud of that endpoint, as SYSTEM; never while Jenkins shuts down. */
    public Future<?> schedule(String endpoint, Runnable work, Duration delay) {
        return ChangeClock.get().schedule(() -> lane(endpoint).asSystem.execute(work), delay);
    }

    /** Has work that asks no cloud done at once, as SYSTEM. */
    public Future<?> submit(Runnable work) {
        return lane(LOCAL).asSystem.submit(work);
    }

    /** Has work done at once that asks the cloud of that endpoint, as SYSTEM. */
    public <T> Future<T> submit(String endpoint, Callable<T> work) {
        return lane(endpoint).asSystem.submit(work);
    }

    /** Whether Jenkins shuts down: whatever happens from then on is for the next process to tell. */
    public boolean isDown() {
        return down;
    }

    @Terminator
    public static void shutDown() throws InterruptedException {
        ChangePool pool = get();
        pool.down = true;
        for (Lane lane : pool.lanes.values()) {
            lane.threads.shutdown();
            lane.threads.getQueue().clear();
        }
        long end = System.nanoTime() + LAST_REPLIES.toNanos();
        for (Lane lane : pool.lanes.values()) {
            lane.threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
