package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/**
 * Runs the exchanges with clouds for all builds of this controller, in a few threads of its own: the {@link ChangeClock} only says when, since it must never wait for a network.
 *
 * <p>Threads: any may submit; work runs as SYSTEM. At a shutdown work that has not begun is dropped, and requests in flight get some seconds for their replies. Persistence:
 * none.
 */
@Extension
public class ChangePool {

    private static final int THREADS = 14;

    /** How long a shutdown waits for requests in flight: the reply to one that changes a server names its job. */
    private static final Duration LAST_REPLIES = Duration.ofSeconds(10);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "ECS change of OS"),
            new ThreadPoolExecutor.DiscardPolicy());

    private final ImpersonatingExecutorService asSystem = new ImpersonatingExecutorService(threads, ACL.SYSTEM2);

    public ChangePool() {
        threads.allowCoreThreadTimeOut(true);
    }

    public static ChangePool get() {
        return ExtensionList.lookupSingleton(ChangePool.class);
    }

    /** Has the work done later, as SYSTEM; never while Jenkins shuts down. */
    public Future<?> schedule(Runnable work, Duration delay) {
        return ChangeClock.get().schedule(() -> asSystem.execute(work), delay);
    }

    /** Waits in the calling thread. */
    public void sleep(Duration time) throws InterruptedException {
        ChangeClock.get().sleep(time);
    }

    /** Has the work done at once, as SYSTEM. */
    public <T> Future<T> submit(Callable<T> work) {
        return asSystem.submit(work);
    }

    /** Has the work done at once, as SYSTEM. */
    public Future<?> submit(Runnable work) {
        return asSystem.submit(work);
    }

    /** Whether Jenkins shuts down: whatever happens from then on is for the next process to tell. */
    public boolean isDown() {
        return threads.isShutdown();
    }

    @Terminator
    public static void shutDown() throws InterruptedException {
        ThreadPoolExecutor threads = get().threads;
        threads.shutdown();
        threads.getQueue().clear();
        threads.awaitTermination(LAST_REPLIES.toMillis(), TimeUnit.MILLISECONDS);
    }
}
