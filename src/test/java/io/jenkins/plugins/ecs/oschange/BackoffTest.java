package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void growsWithEveryFailureUpToAMinute() {
        for (int failure = 1; failure <= 20; failure++) {
            long ceiling = Math.min(60_000, 1000L << failure) + 500;
            long wait = backoff.failed(null).toMillis();
            assertTrue(wait >= 500 && wait <= ceiling, failure + ": " + wait);
        }
    }

    @Test
    void spreadsThoseWhoFailTogether() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            Backoff each = new Backoff(new Random(seed));
            each.failed(null);
            each.failed(null);
            waits.add(each.failed(null));
        }
        assertTrue(waits.size() > 90, "only " + waits.size() + " different waits");
    }

    @Test
    void waitsAtLeastAsLongAsItIsAsked() {
        Duration wait = backoff.failed(Duration.ofSeconds(90));
        assertTrue(wait.toMillis() >= 90_000 && wait.toMillis() < 91_000, wait.toString());
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed(null);
        backoff.failed(null);
        backoff.succeeded();
        assertEquals(0, backoff.failures());
        assertTrue(backoff.failed(null).toMillis() <= 2500);
    }
}
