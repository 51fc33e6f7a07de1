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
    private final RateLimiter limiter = new RateLimiter(clock::nanoTime, 10);

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
    void takesNoNoticeOfAClockThatIsSetBack() {
        limiter.reserve();
        clock.jump(Duration.ofHours(-1));
        assertEquals(Duration.ofMillis(100), limiter.reserve());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Duration.ZERO, limiter.reserve());
    }

    @Test
    void letsNobodyWaitForAnHourToComeAgainEvenWhereItsTimeIsSetBack() {
        RateLimiter byTheWall = new RateLimiter(() -> clock.millis() * 1_000_000, 10);
        byTheWall.reserve();
        clock.jump(Duration.ofHours(-1));
        RateLimiter.Slot next = byTheWall.take();
        assertEquals(Duration.ofMillis(100), next.remaining());
        clock.pass(Duration.ofMillis(100));
        assertEquals(Duration.ZERO, next.remaining());
    }

    @Test
    void tellsHowManyAreBefore() {
        assertEquals(0, limiter.take().before());
        for (int i = 0; i < 811; i++) {
            limiter.take();
        }
        RateLimiter.Slot last = limiter.take();
        assertEquals(812, last.before());
        assertEquals(Duration.ofMillis(81_200), last.remaining());
        clock.pass(Duration.ofSeconds(80));
        assertEquals(12, last.before());
        clock.pass(Duration.ofMillis(1200));
        assertEquals(0, last.before());
        assertEquals(Duration.ZERO, last.remaining());
    }

    @Test
    void shortensAQueueThatGrewWhileTheCloudThrottled() {
        for (int i = 0; i < 10; i++) {
            limiter.throttled();
            clock.pass(Duration.ofSeconds(2));
        }
        RateLimiter.Slot last = null;
        for (int i = 0; i < 1000; i++) {
            last = limiter.take();
        }
        assertTrue(last.remaining().compareTo(Duration.ofMinutes(15)) > 0, last.remaining()::toString);
        for (int i = 0; i < 20; i++) {
            clock.pass(Duration.ofSeconds(10));
            limiter.perSecond();
        }
        assertEquals(Duration.ZERO, last.remaining(), "ten a second again");
    }

    @Test
    void leavesThreeQuartersToRunningChanges() {
        Duration longest = Duration.ofSeconds(2);
        int lists = 0;
        while (limiter.takeForList(longest).isPresent()) {
            lists++;
        }
        assertEquals(6, lists, "at 2.5 a second, none of them later than in two seconds");
        assertEquals(Duration.ZERO, limiter.take().remaining(), "lists that wait delay nobody");
        int looks = 0;
        RateLimiter.Slot next = limiter.take();
        for (int i = 0; i < 400; i++) { // ten seconds in which everybody asks for as much as there is
            clock.pass(Duration.ofMillis(25));
            if (limiter.takeForList(Duration.ZERO).isPresent()) {
                limiter.charge();
                lists++;
            }
            while (next.remaining().isZero()) {
                next = limiter.take();
                looks++;
            }
        }
        assertTrue(looks >= 70, "looks " + looks);
        assertTrue(looks + lists <= 110, "looks " + looks + ", lists " + lists);
    }

    @Test
    void letsAListPassALongQueueOfChanges() {
        for (int i = 0; i < 1000; i++) {
            limiter.reserve();
        }
        assertEquals(Duration.ZERO, limiter.takeForList(Duration.ZERO).orElseThrow());
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
