package io.jenkins.plugins.ecs.cloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Threads that do the same at the same moment. */
final class Crowd implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    interface Act {
        void run() throws Exception;
    }

    Crowd(int size, Act act) {
        CountDownLatch together = new CountDownLatch(1);
        for (int i = 0; i < size; i++) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    act.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        together.countDown();
    }

    /** Returns when so many of them wait for something in memory, or have ended. */
    void awaitBlocked(int count) throws InterruptedException {
        while (threads.stream()
                        .map(Thread::getState)
                        .filter(state -> state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED)
                        .count()
                < count) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Returns when all have ended. */
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(60_000);
            if (thread.isAlive()) {
                throw new AssertionError("does not end: " + List.of(thread.getStackTrace()));
            }
        }
    }

    List<Throwable> failures() {
        return failures;
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
