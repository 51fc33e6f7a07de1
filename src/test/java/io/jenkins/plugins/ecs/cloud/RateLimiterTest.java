package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final TestClock clock = new TestClock();
    private final RateLimiter limiter = new RateLimiter(clock, 10);

    @Test
    void spreadsABurstInTheOrderOfArrival() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(limiter.reserve().toMillis());
        }
        assertEquals(List.of(0L, 100L, 200L, 300L, 400L), waits);
    }

    @Test
    void letsNobodyWaitWhenLittleIsAsked() {
        for (int i = 0; i < 100; i++) {
            assertEquals(Duration.ZERO, limiter.reserve());
            clock.pass(Duration.ofMillis(100));
        }
    }

    @Test
    void staysUnderItsCeiling() {
        int admitted = 0;
        for (int i = 0; i < 1000 && limiter.reserve().compareTo(Duration.ofSeconds(10)) < 0; i++) {
            admitted++;
        }
        assertEquals(100, admitted);
    }

    @Test
    void slowsDownWhenTheCloudThrottles() {
        limiter.throttled();
        assertEquals(5, limiter.perSecond());
    }

    @Test
    void countsAStormOfThrottlingOnce() {
        for (int i = 0; i < 50; i++) {
            limiter.throttled();
        }
        assertEquals(5, limiter.perSecond());
    }

    @Test
    void neverStops() {
        for (int i = 0; i < 50; i++) {
            limiter.throttled();
            clock.pass(Duration.ofSeconds(2));
        }
        assertTrue(limiter.perSecond() >= 1, "at least one a second: " + limiter.perSecond());
    }

    @Test
    void followsItsCeiling() {
        limiter.limitTo(20);
        assertEquals(20, limiter.perSecond());
        limiter.throttled();
        limiter.limitTo(8);
        assertEquals(8, limiter.perSecond());
        limiter.throttled();
        limiter.limitTo(100);
        assertEquals(4, limiter.perSecond());
        clock.pass(Duration.ofHours(1));
        assertEquals(100, limiter.perSecond());
    }

    @Test
    void recoversStepByStepToItsCeilingAndNotBeyond() {
        limiter.throttled();
        clock.pass(Duration.ofSeconds(10));
        assertEquals(6, limiter.perSecond());
        clock.pass(Duration.ofSeconds(30));
        assertEquals(9, limiter.perSecond());
        clock.pass(Duration.ofHours(1));
        assertEquals(10, limiter.perSecond());
    }
}
