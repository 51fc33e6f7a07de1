package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change waits while another one of the same server goes before. */
class QueueingTest {

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        rig.ahead = "re-image #12";
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void asksTheCloudNothingUntilItsTurnComes() {
        OsChange change = waiting(Duration.ofHours(2));

        assertTrue(rig.cloud.requests().isEmpty());
        assertEquals("waiting for re-image #12", Labels.state(change.record()));
        assertThat(rig.log(), containsString("Queued: waiting for re-image #12"));
    }

    @Test
    void saysOnceAMinuteThatItStillWaits() {
        waiting(Duration.ofMinutes(3));
        List<String> still = rig.log.stream()
                .filter(line -> line.contains("Still waiting"))
                .map(line -> line.replaceAll(".*re-image #12 \\((.*)\\)", "$1"))
                .toList();
        assertEquals(List.of("1 min 0 s", "2 min 0 s"), still);
    }

    @Test
    void saysOfNothingThatItStillGoesOnWhenItHasJustBegun() {
        OsChange change = waiting(Duration.ofSeconds(59));
        rig.ahead = null;
        rig.clock.pass(Duration.ofSeconds(10));

        rig.drive(change);

        assertThat(rig.log(), not(containsString("(0 s)")));
        assertThat(rig.log(), containsString("Now: checking"));
    }

    @Test
    void hasItsWholeTimeFromItsTurnOn() {
        OsChange change = waiting(Duration.ofHours(2));

        rig.ahead = null;
        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertNull(change.record().waitsFor());
        assertTrue(change.record().history().duration(rig.clock.instant()).compareTo(Duration.ofMinutes(5)) < 0);
    }

    @Test
    void tellsWhoGoesBeforeItNow() {
        OsChange change = waiting(Duration.ofSeconds(10));
        rig.ahead = "other #3";
        change.advance(rig);
        assertEquals("other #3", change.record().waitsFor());
        assertThat(rig.log(), containsString("Queued: waiting for other #3"));
    }

    @Test
    void refusesBadInputWithoutAWait() {
        OsChange change = new OsChange("test", new ChangeRequest("web-1", ""));
        assertTrue(change.advance(rig).isEmpty());
        assertThat(change.failure().message(), containsString("serverId: ‘web-1’ is not a server ID"));
    }

    @Test
    void endsWhereItWaitsWhenGivenUp() {
        OsChange change = waiting(Duration.ofSeconds(10));
        assertThat(change.abandon(), containsString("was not changed"));
        assertTrue(change.advance(rig).isEmpty());
        assertEquals(State.FAILED, change.state());
        assertTrue(rig.cloud.requests().isEmpty());
    }

    private OsChange waiting(Duration time) {
        OsChange change = new OsChange("test", rig.request());
        for (Duration waited = Duration.ZERO; waited.compareTo(time) < 0; ) {
            Duration wait = change.advance(rig).orElseThrow();
            rig.clock.pass(wait);
            waited = waited.plus(wait);
        }
        return change;
    }
}
