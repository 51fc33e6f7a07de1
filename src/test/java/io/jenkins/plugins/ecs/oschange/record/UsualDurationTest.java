package io.jenkins.plugins.ecs.oschange.record;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learned of the durations of cloud jobs. */
class UsualDurationTest {

    private static final String SITE = "https://ecs.example.com project";

    private static List<Duration> lognormal(int n, double seconds, double spread) {
        SplittableRandom random = new SplittableRandom(17);
        return IntStream.range(0, n)
                .mapToObj(i -> Duration.ofMillis(Math.round(1000 * seconds * Math.exp(spread * random.nextGaussian()))))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"90, 0.15", "90, 0.4", "1200, 0.25"})
    void findsMedianAndSpread(double seconds, double spread) {
        UsualDuration usual = UsualDuration.of(lognormal(2000, seconds, spread));

        assertThat(usual.seconds(), closeTo(seconds, seconds / 50));
        assertThat(usual.spread(), closeTo(spread, spread / 10));
    }

    @Test
    void isNotSpoiltByAJobThatWaitedForSomething() {
        List<Duration> durations = new ArrayList<>(lognormal(22, 90, 0.15));
        UsualDuration clean = UsualDuration.of(durations);
        durations.add(Duration.ofHours(20));
        durations.add(Duration.ofMillis(1));

        UsualDuration usual = UsualDuration.of(durations);

        assertThat(usual.seconds(), closeTo(clean.seconds(), 5));
        assertThat(usual.spread(), lessThan(2 * clean.spread()));
    }

    @Test
    void trustsFewDurationsLessThanMany() {
        double one = UsualDuration.of(List.of(Duration.ofMinutes(2))).spread();
        double three = UsualDuration.of(List.of(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2)))
                .spread();

        assertThat(three, lessThan(one));
    }

    @ParameterizedTest
    @CsvSource({"0.4, 5 s", "43, 45 s", "76, 1 min 15 s", "130, 2 min 15 s", "615, 10 min 0 s"})
    void isToldAsExactlyAsItIsWorth(double seconds, String told) {
        assertEquals(told, new UsualDuration(seconds, 0.2).label());
    }

    @Test
    void isOfAtLeastSomeTime() {
        assertThrows(IllegalArgumentException.class, () -> new UsualDuration(0, 0.2));
        assertThrows(IllegalArgumentException.class, () -> new UsualDuration(90, Double.NaN));
    }

    @Test
    void isOfTheImageElseOfTheSiteElseUnknown() {
        JobDurations known = new JobDurations();
        known.add(SITE, "one", Duration.ofSeconds(60));

        assertEquals(Duration.ofSeconds(60), known.usual(SITE, "one").median());
        assertEquals(Duration.ofSeconds(60), known.usual(SITE, "another").median());
        assertNull(known.usual("another", "one"));

        known.add(SITE, "another", Duration.ofSeconds(600));
        assertEquals(Duration.ofSeconds(60), known.usual(SITE, "one").median());
        assertEquals(Duration.ofSeconds(600), known.usual(SITE, "another").median());
    }

    @Test
    void isForgottenOfWhatWasNotUsedForTheLongest() {
        JobDurations known = new JobDurations();
        for (int i = 0; i < 1000; i++) {
            known.add(SITE, "image-" + i, Duration.ofSeconds(60));
        }
        int most = known.lines().size();
        for (int i = 0; i < 1000; i++) {
            known.add(SITE, "other-" + i, Duration.ofSeconds(60 + i % 7));
        }

        assertEquals(200, most);
        assertEquals(most, known.lines().size());
        assertEquals(
                24,
                known.lines().stream()
                        .mapToInt(line -> line.durations().size())
                        .max()
                        .orElseThrow());
    }

    @Test
    void followsACloudThatBecameSlower() {
        JobDurations known = new JobDurations();
        IntStream.range(0, 100).forEach(i -> known.add(SITE, "one", Duration.ofSeconds(60)));
        IntStream.range(0, 24).forEach(i -> known.add(SITE, "one", Duration.ofSeconds(300)));

        assertEquals(Duration.ofSeconds(300), known.usual(SITE, "one").median());
    }

    @Test
    void takesNothingThatCannotBe() {
        JobDurations known = new JobDurations();
        known.add(SITE, "one", Duration.ZERO);
        known.add(SITE, "one", Duration.ofSeconds(-5));
        known.add(SITE, "one", Duration.ofDays(3));

        assertNull(known.usual(SITE, "one"));
    }

    @Test
    void isRestoredFromWhatWasKept() {
        JobDurations known = new JobDurations();
        lognormal(40, 90, 0.2).forEach(took -> known.add(SITE, "one", took));
        JobDurations restored = new JobDurations();
        known.lines().forEach(restored::restore);

        assertEquals(known.lines(), restored.lines());
        assertEquals(
                known.usual(SITE, "one").seconds(), restored.usual(SITE, "one").seconds());
    }
}
