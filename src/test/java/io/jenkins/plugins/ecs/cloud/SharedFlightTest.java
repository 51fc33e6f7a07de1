package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A far end that says nothing holds one thread, and the others for a bounded time. */
class SharedFlightTest {

    private static final Duration NOT_LONG = Duration.ofMillis(50);

    private final SharedFlight<String> flight = new SharedFlight<>("signing in", NOT_LONG);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void sharesWhatOneHasFetched() throws Exception {
        SharedFlight<String> patient = new SharedFlight<>("signing in", Duration.ofMinutes(1));
        try (Crowd crowd = new Crowd(8, () -> assertEquals("token", patient.join(this::slow)))) {
            crowd.awaitBlocked(7);
            answer.countDown();
            crowd.end();
            assertEquals(0, crowd.failures().size(), () -> String.valueOf(crowd.failures()));
        }
        assertEquals(1, fetches.get());
    }

    @Test
    void sharesAFailure() throws Exception {
        SharedFlight<String> patient = new SharedFlight<>("signing in", Duration.ofMinutes(1));
        NoAnswerException down = new NoAnswerException("down", new IOException(), true);
        try (Crowd crowd = new Crowd(
                8,
                () -> patient.join(() -> {
                    slow();
                    throw down;
                }))) {
            crowd.awaitBlocked(7);
            answer.countDown();
            crowd.end();
            assertEquals(8, crowd.failures().size());
            crowd.failures().forEach(e -> assertSame(down, e));
        }
        assertEquals(1, fetches.get());
    }

    @Test
    void waitsABoundedTimeForAFarEndThatSaysNothing() throws Exception {
        try (Crowd first = new Crowd(1, () -> flight.join(this::slow))) {
            awaitFetch();
            for (int i = 0; i < 100; i++) { // all together no longer than one
                NoAnswerException e = assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () -> assertThrows(NoAnswerException.class, () -> flight.join(() -> "never")));
                assertEquals(FailureClass.NOT_SENT, e.kind());
                assertTrue(e.isSignIn());
                assertEquals("signing in: no answer so far", e.getMessage());
            }
            answer.countDown();
            first.end();
        }
        assertEquals("fresh", flight.join(() -> "fresh"));
    }

    @Test
    void doesNotWaitWhereTheFetchBeforeHasFailed() throws Exception {
        SharedFlight<String> patient = new SharedFlight<>("signing in", Duration.ofHours(1));
        assertThrows(
                NoAnswerException.class,
                () -> patient.join(() -> {
                    throw new NoAnswerException("down", new IOException(), true);
                }));
        try (Crowd first = new Crowd(1, () -> patient.join(this::slow))) {
            awaitFetch();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThrows(NoAnswerException.class, () -> patient.join(() -> "never")));
            answer.countDown();
            first.end();
        }
    }

    @Test
    void letsOthersPassAfterAnUnexpectedException() throws CloudException {
        assertThrows(
                IllegalStateException.class,
                () -> flight.join(() -> {
                    throw new IllegalStateException();
                }));
        assertEquals("fresh", flight.join(() -> "fresh"));
    }

    private String slow() {
        fetches.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return "token";
    }

    private void awaitFetch() {
        while (fetches.get() == 0) {
            Thread.yield();
        }
    }
}
