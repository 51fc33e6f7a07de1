package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final RetryPolicy retries = new RetryPolicy(new Random(1));

    @Test
    void growsWithEveryFailureUpToAMinute() {
        for (int failure = 1; failure <= 20; failure++) {
            long ceiling = Math.min(60_000, 1000L << failure) + 500;
            long wait = retries.delay(null).toMillis();
            assertTrue(wait >= 500 && wait <= ceiling, failure + ": " + wait);
        }
    }

    @Test
    void spreadsThoseWhoFailTogether() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            RetryPolicy each = new RetryPolicy(new Random(seed));
            each.delay(null);
            each.delay(null);
            waits.add(each.delay(null));
        }
        assertTrue(waits.size() > 90, "only " + waits.size() + " different waits");
    }

    @Test
    void waitsAtLeastAsLongAsItIsAsked() {
        Duration wait = retries.delay(Duration.ofSeconds(90));
        assertTrue(wait.toMillis() >= 90_000 && wait.toMillis() < 91_000, wait.toString());
    }

    @Test
    void beginsAnewAfterASuccess() {
        retries.delay(null);
        retries.delay(null);
        retries.succeeded();
        assertTrue(retries.delay(null).toMillis() <= 2500);
    }
}
