package io.jenkins.plugins.ecs.pipeline;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Timer;

/** The few threads that talk to clouds for all Pipelines of this controller. Jenkins' timer only says when; it must never wait for a network. */
@Extension
public class ChangePool {

    private static final int THREADS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(new DaemonThreadFactory(), "ECS change of OS"));

    private final ImpersonatingExecutorService asSystem = new ImpersonatingExecutorService(threads, ACL.SYSTEM2);

    public ChangePool() {
        threads.allowCoreThreadTimeOut(true);
    }

    static ChangePool get() {
        return ExtensionList.lookupSingleton(ChangePool.class);
    }

    ScheduledFuture<?> schedule(Runnable work, Duration delay) {
        return Timer.get().schedule(() -> asSystem.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Terminator
    public static void shutDown() {
        get().threads.shutdown();
    }
}
