package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @Test
    void readsSeconds() {
        assertEquals(Duration.ofSeconds(7), RetryAfter.of(Headers.of("Retry-After", " 7 ")));
    }

    @Test
    void readsADateByTheServersClock() {
        Headers headers =
                Headers.of("Retry-After", "Thu, 15 Jan 2026 08:30:45 GMT", "Date", "Thu, 15 Jan 2026 08:30:00 GMT");
        assertEquals(Duration.ofSeconds(45), RetryAfter.of(headers));
    }

    @Test
    void doesNotWaitForThePast() {
        Headers headers =
                Headers.of("Retry-After", "Thu, 15 Jan 2026 08:00:00 GMT", "Date", "Thu, 15 Jan 2026 08:30:00 GMT");
        assertEquals(Duration.ZERO, RetryAfter.of(headers));
    }

    @Test
    void boundsWhatAServerMayAskFor() {
        assertEquals(Duration.ofMinutes(10), RetryAfter.of(Headers.of("Retry-After", "999999")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void ignoresWhatMakesNoSense(String value) {
        assertNull(RetryAfter.of(Headers.of("Retry-After", value)));
        assertNull(RetryAfter.of(Headers.of()));
    }
}
