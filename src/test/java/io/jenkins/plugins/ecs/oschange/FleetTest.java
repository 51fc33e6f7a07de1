package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Many changes at one endpoint share its limit fairly. The same with ten thousand is part of {@code ./verify bench}. */
class FleetTest {

    private static final int CHANGES = 300;

    /** Server, disk and the request follow one another at once, and push the others back. */
    private static final int ONE_TURN = 3;

    @Test
    void looksInTimeWhileTheCeilingAllowsIt() throws IOException {
        try (Fleet fleet = new Fleet(60)) {
            Fleet.Outcome outcome = fleet.run(Fleet.jobs(CHANGES), 10);

            assertAllChangedOnce(outcome);
            assertTrue(
                    outcome.busiestSecond() <= 60 + ONE_TURN,
                    "requests in the busiest second: " + outcome.busiestSecond());
            // Three poll intervals, and a turn of all who begin.
            assertTrue(
                    outcome.longestGap().compareTo(Duration.ofSeconds(30 + 15)) <= 0, outcome.longestGap()::toString);
        }
    }

    @Test
    void letsNobodyStarveWhereItDoesNot() throws IOException {
        try (Fleet fleet = new Fleet(10)) {
            Fleet.Outcome outcome = fleet.run(Fleet.jobs(CHANGES), 10);

            assertAllChangedOnce(outcome);
            assertTrue(
                    outcome.busiestSecond() <= 10 + ONE_TURN,
                    "requests in the busiest second: " + outcome.busiestSecond());
            // Each waits for one turn of all the others, which where they begin is of some requests, and comes back
            // three poll intervals at most after its own.
            Duration fair = Duration.ofSeconds(ONE_TURN * CHANGES / 10 + 30);
            assertTrue(outcome.longestGap().compareTo(fair.plusSeconds(5)) <= 0, outcome.longestGap()::toString);
        }
    }

    @Test
    void makesNineRequestsAtMostForTheThousandthChange() throws IOException {
        UsualDuration usual = new UsualDuration(120, 0.02);
        LookTimes looks = LookTimes.of(usual, Duration.ofSeconds(10));
        try (Fleet fleet = new Fleet(500)) {
            Fleet.Outcome outcome =
                    fleet.run(Collections.nCopies(1000, new Fleet.Job(Duration.ofMinutes(2), looks)), 10);

            assertEquals(1000, outcome.succeeded());
            assertThat(outcome.members().get(999).requests(), lessThanOrEqualTo(9));
            assertThat(
                    outcome.members().stream().mapToInt(Fleet.Member::requests).sum(), lessThanOrEqualTo(9 * 1000 + 3));
        }
    }

    private static void assertAllChangedOnce(Fleet.Outcome outcome) {
        assertEquals(CHANGES, outcome.succeeded());
        assertEquals(CHANGES, outcome.changesBegun());
    }
}
