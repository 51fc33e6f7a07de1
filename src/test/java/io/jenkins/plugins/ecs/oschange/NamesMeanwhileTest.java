package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a name stands for may change while a change is queued, waits or is under way: never is another server changed than the one that was queued for. */
class NamesMeanwhileTest extends WithNames {

    @Test
    void refusesAnotherServerThatTookTheNameWhileItWasQueued() {
        rig.ahead = "another build";
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        waits(change);
        rig.server().json().put("name", "web-1-old");
        rig.cloud.region().addServer(OTHER, "web-1", "SHUTOFF");
        rig.ahead = null;

        rig.drive(change);

        assertEquals(State.FAILED, change.state());
        assertThat(change.failure().message(), containsString("whose name is web-1-old now"));
        assertTrue(sent().isEmpty());
    }

    @Test
    void refusesANameThatStandsForTwoServersAfterARestart() throws Exception {
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        rig.driveUntil(change, State.CHECKED);
        rig.cloud.region().addServer(OTHER, "web-1", "SHUTOFF");

        OsChange found = rig.loadedFromDisk(0);
        assertEquals(Region.SERVER, found.record().serverId());
        found.resume(rig);
        rig.drive(found);

        assertEquals(State.FAILED, found.state());
        assertThat(found.failure().message(), containsString("2 servers have the name"));
        assertTrue(sent().isEmpty());
    }

    @Test
    void sendsTheImageThatIsTheNewestWhenThePlanIsMadeAnew() {
        OsChange change = new OsChange("test", named("web-1", "golden-*"));
        rig.cloud.faults().answer("POST", "/changeos", 400, "Ecs.0603", "busy");
        rig.driveUntil(change, State.CHECKED);
        change.advance(rig);
        image(NEWEST, "golden-8", "2026-03-01T00:00:00Z");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(sent().get(0), containsString(NEWER));
        assertThat(sent().get(1), containsString(NEWEST));
        assertEquals(2, sent().size());
        assertEquals(NEWEST, change.record().imageId());
    }

    @Test
    void monitorsTheImageThatWasSentThoughANewerOneComes() {
        OsChange change = new OsChange("test", named("web-1", "golden-*"));
        rig.driveUntil(change, State.SUBMITTED);
        image(NEWEST, "golden-8", "2026-03-01T00:00:00Z");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(NEWER, change.record().imageId());
        assertThat(rig.log(), not(containsString(NEWEST)));
    }

    @Test
    void queuesForAServerOnlyWhenItIsFound() {
        rig.cloud.faults().answer("GET", "/detail", 500, null, "away");
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        assertThat(Labels.server(change.record()), containsString("web-1"));
        rig.drive(change);
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("web-1: Querying the cloud failed"));
    }

    @Test
    void endsWhereItSearchesWhenAborted() {
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        change.advance(rig);
        assertThat(change.abandon(), containsString("web-1 was not changed"));
        assertTrue(change.advance(rig).isEmpty());
        assertTrue(rig.cloud.requests().isEmpty());
    }

    private void waits(OsChange change) {
        for (int i = 0; i < 10; i++) {
            rig.clock.pass(change.advance(rig).orElse(Duration.ZERO));
        }
        assertEquals(State.QUEUED, change.state());
        assertEquals(Region.SERVER, change.record().serverId());
    }
}
