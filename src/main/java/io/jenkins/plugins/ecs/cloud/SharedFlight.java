package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that many threads need from the network at the same moment, fetched once: whoever comes first fetches it, the others share what becomes of it,
 * good or bad. No lock is held meanwhile. A far end that says nothing cannot hold all threads: the others wait a bounded time in all, counted from the
 * beginning of the fetch, and not at all where the fetch before has failed already.
 */
final class SharedFlight<T> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final String what;
    private final long longestWait;
    private Flight<T> underWay;
    private boolean failing;

    interface Fetch<T> {
        /** @return never null */
        T run() throws CloudException;
    }

    private static final class Flight<T> {
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final long began = System.nanoTime();
    }

    /** @param what is fetched, for messages */
    SharedFlight(String what) {
        this(what, LONGEST_WAIT);
    }

    SharedFlight(String what, Duration longestWait) {
        this.what = what;
        this.longestWait = longestWait.toNanos();
    }

    /** Fetches it, or waits for whoever does. */
    T join(Fetch<T> fetch) throws CloudException {
        while (true) {
            Optional<T> fetched = lead(fetch);
            if (fetched.isPresent()) {
                return fetched.get();
            }
            Flight<T> theirs = current();
            if (theirs != null) {
                return await(theirs);
            }
        }
    }

    /** Fetches it unless somebody else does at this moment. @return what was fetched, or nothing where somebody else does */
    Optional<T> lead(Fetch<T> fetch) throws CloudException {
        Flight<T> mine = new Flight<>();
        synchronized (this) {
            if (underWay != null) {
                return Optional.empty();
            }
            underWay = mine;
        }
        try {
            T value = fetch.run();
            end(false);
            mine.result.complete(value);
            return Optional.of(value);
        } catch (CloudException | RuntimeException | Error e) {
            end(!(e instanceof RefusedException));
            mine.result.completeExceptionally(e);
            throw e;
        }
    }

    /** Waits until nobody fetches it, whatever came of it; throws where that takes too long. */
    void awaitOthers() throws NoAnswerException {
        Flight<T> theirs = current();
        if (theirs == null) {
            return;
        }
        try {
            await(theirs);
        } catch (CloudException e) {
            if (!theirs.result.isDone()) {
                throw new NoAnswerException(e.getMessage(), (NoAnswerException) null);
            }
        }
    }

    private synchronized Flight<T> current() {
        return underWay;
    }

    private synchronized void end(boolean failed) {
        underWay = null;
        failing = failed;
    }

    private synchronized long patience(Flight<T> theirs) {
        return failing ? 0 : longestWait - (System.nanoTime() - theirs.began);
    }

    private T await(Flight<T> theirs) throws CloudException {
        try {
            return theirs.result.get(patience(theirs), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unanswered("no answer so far");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("interrupted while waiting");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CloudException told) {
                throw told;
            }
            throw unanswered(e.getCause().getClass().getName());
        }
    }

    private NoAnswerException unanswered(String why) {
        return new NoAnswerException(what + ": " + why, (NoAnswerException) null);
    }
}
