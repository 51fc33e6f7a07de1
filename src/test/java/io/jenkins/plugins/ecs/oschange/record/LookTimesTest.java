package io.jenkins.plugins.ecs.oschange.record;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a job is looked at. How soon its end is seen by it is measured in the benchmarks. */
class LookTimesTest {

    private static final Duration POLL = Duration.ofSeconds(10);

    private static List<Double> looks(LookTimes times, Duration poll, double until) {
        List<Double> looks = new ArrayList<>();
        Duration at = LookTimes.first(poll);
        while (at.toMillis() <= until * 1000) {
            looks.add(at.toMillis() / 1000.0);
            at = at.plus(times.after(at));
        }
        return looks;
    }

    @Test
    void areNeverFurtherApartThanThreeIntervalsNorGoBack() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 2000; i++) {
            Duration poll = Duration.ofSeconds(random.nextInt(1, 601));
            UsualDuration usual = i % 10 == 0
                    ? null
                    : new UsualDuration(Math.exp(random.nextDouble(-2, 9)), Math.exp(random.nextDouble(-4, 1)));
            LookTimes times = LookTimes.of(usual, poll);
            Duration last = Duration.ZERO;
            for (Duration elapsed = Duration.ZERO;
                    elapsed.compareTo(Duration.ofHours(2)) < 0;
                    elapsed = elapsed.plusMillis(random.nextLong(1, 60_000))) {
                Duration gap = times.after(elapsed);
                String at = "poll " + poll + ", usual " + (usual == null ? "-" : usual.seconds() + "±" + usual.spread())
                        + ", after " + elapsed;
                assertThat(at, gap, lessThanOrEqualTo(poll.multipliedBy(3)));
                assertThat(at, gap.toMillis(), greaterThanOrEqualTo(Math.min(1000, poll.toMillis() / 10)));
                Duration next = elapsed.plus(gap);
                assertThat(at, next.plusMillis(1), greaterThanOrEqualTo(last));
                last = next;
            }
        }
    }

    @Test
    void areEarlyAndThenRarerWhereNothingIsKnown() {
        List<Double> looks = looks(LookTimes.of(null, POLL), POLL, 900);

        assertEquals(List.of(5.0, 15.0, 25.0, 35.0), looks.subList(0, 4));
        for (int i = 2; i < looks.size(); i++) {
            assertThat(
                    looks.get(i) - looks.get(i - 1) + 0.001, greaterThanOrEqualTo(looks.get(i - 1) - looks.get(i - 2)));
        }
        assertEquals(30.0, looks.get(looks.size() - 1) - looks.get(looks.size() - 2), 0.001);
    }

    @Test
    void areRareBeforeAnEndIsLikelyAndCloseWhenItIs() {
        List<Double> looks = looks(LookTimes.of(new UsualDuration(300, 0.1), POLL), POLL, 400);

        long early = looks.stream().filter(at -> at < 200).count();
        long likely = looks.stream().filter(at -> at >= 250 && at < 350).count();
        assertThat(early, lessThanOrEqualTo(8L));
        assertThat(likely, greaterThanOrEqualTo(9L));
    }

    @Test
    void waitForTheEndOfAJobThatAlwaysTakesTheSameTime() {
        List<Double> looks = looks(LookTimes.of(new UsualDuration(120, 0.02), POLL), POLL, 121 + 6);

        assertThat(
                "looks in all: " + looks, looks.stream().filter(at -> at < 120).count(), lessThan(5L));
        assertThat(looks.get(looks.size() - 1), greaterThan(120.0));
    }

    @Test
    void becomeThoseOfAnUnknownJobWhereItIsOverdue() {
        LookTimes times = LookTimes.of(new UsualDuration(60, 0.1), POLL);

        assertEquals(POLL, times.after(Duration.ofSeconds(90)));
        assertEquals(Duration.ofSeconds(30), times.after(Duration.ofMinutes(20)));
    }

    @Test
    void beginSoonerWithAShorterInterval() {
        assertEquals(Duration.ofSeconds(5), LookTimes.first(POLL));
        assertEquals(Duration.ofSeconds(2), LookTimes.first(Duration.ofSeconds(2)));
        assertEquals(Duration.ofSeconds(5), LookTimes.first(Duration.ofMinutes(10)));
    }
}
