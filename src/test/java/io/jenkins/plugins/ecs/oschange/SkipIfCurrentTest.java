package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has the image already is left alone where that is asked for, and no other one is. */
class SkipIfCurrentTest {

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        has(Region.IMAGE, "ACTIVE", null);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void has(String image, String status, String taskState) {
        rig.server().rebuiltFrom(image, "Standard_Ubuntu_22.04_latest", null);
        rig.server().become(status, taskState);
    }

    private ChangeRequest request() {
        return rig.request().skipIfCurrent(true);
    }

    private void assertUnchanged(OsChange change, int requests) {
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertTrue(change.record().unchanged());
        assertEquals(Exposure.UNTOUCHED, change.record().exposure());
        assertEquals(requests, rig.cloud.requestCount(), rig.log());
        assertEquals(0, rig.cloud.audit().deeds().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "SHUTOFF"})
    void endsWellAfterOneLookAtAServerThatHasTheImage(String status) {
        has(Region.IMAGE, status, null);

        assertUnchanged(rig.run(request()), 1);
        assertThat(
                rig.log(),
                containsString("web-1: Nothing to do: the server (" + status
                        + ") already has the image Standard_Ubuntu_22.04_latest (" + Region.IMAGE
                        + "). Nothing was changed"));
        assertThat(rig.log(), not(containsString("will be deleted")));
    }

    @Test
    void endsInADryRunAsItWouldWithoutOne() {
        assertUnchanged(rig.run(request().dryRun(true)), 1);
        assertThat(rig.log(), not(containsString("Dry run")));
    }

    @Test
    void doesNotMindWhatOnlyAChangeWouldMind() {
        rig.server().json().put("locked", true);

        assertUnchanged(rig.run(request()), 1);
    }

    @Test
    void changesAServerThatHasAnotherImage() {
        has(Region.OLD_IMAGE, "SHUTOFF", null);

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertFalse(change.record().unchanged());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void changesAServerThatIsBrokenAlthoughItNamesTheImage() {
        has(Region.IMAGE, "ERROR", null);

        OsChange change = rig.run(request());

        assertFalse(change.record().unchanged());
        assertEquals(1, rig.cloud.changeRequests(), rig.log());
    }

    @Test
    void isRefusedAsEverWhereTheServerHasNoSystemDisk() {
        rig.server().noDisk();

        assertEquals(Kind.REFUSED, rig.run(request().stopFirst(true)).failure().kind());
    }

    @ParameterizedTest
    @CsvSource({"REBUILD, rebuild_spawning", "ACTIVE, powering-off", "PAUSED,"})
    void isRefusedAsEverWhereTheServerIsNotAtRest(String status, String taskState) {
        has(Region.IMAGE, status, taskState);

        OsChange change = rig.run(request());

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertFalse(change.record().unchanged());
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void changesAServerThatHasTheImageWhereNobodyAskedToSkipIt() {
        has(Region.IMAGE, "SHUTOFF", null);

        rig.run(rig.request());

        assertEquals(1, rig.cloud.changeRequests(), rig.log());
    }

    @Test
    void refusesAServerThatTheGuardrailForbids() {
        rig.guardRails = new GuardRails("simulated", "jenkins=yes", List.of());

        OsChange change = rig.run(request());

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("guardrail “server tag”"));
        assertEquals(1, rig.cloud.requestCount());
    }

    @Test
    void looksAgainAMinuteLaterWhereTheTwoPlacesDiffer() {
        rig.server().nameImageTwice();

        OsChange change = rig.run(request());

        assertUnchanged(change, 2);
        assertEquals(Duration.ofMinutes(1), change.record().history().duration(rig.clock.instant()));
        assertThat(rig.log(), containsString("checking again in 1 min 0 s"));
        assertThat(rig.log(), containsString("Warning: the server returns"));
    }

    @Test
    void believesNoPlaceThatLagsBehindSomebodysChange() {
        has(Region.OLD_IMAGE, "SHUTOFF", null);
        rig.server().json().withObject("/metadata").put("metering.image_id", Region.IMAGE);
        OsChange change = new OsChange("test", request());
        while (!rig.log().contains("checking again")) {
            rig.clock.pass(change.advance(rig).orElseThrow());
        }
        rig.server().json().withObject("/metadata").put("metering.image_id", Region.OLD_IMAGE);

        rig.drive(change);

        assertFalse(change.record().unchanged());
        assertEquals(1, rig.cloud.changeRequests(), rig.log());
    }

    /** A plan was made for a server that did not fit, and the request was not run. */
    private OsChange turnedAway(ChangeRequest request) {
        OsChange change = new OsChange("test", request);
        rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0603", "busy");
        rig.driveUntil(change, State.CHECKED);
        rig.clock.pass(change.advance(rig).orElseThrow());
        return change;
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, false", "SHUTOFF, false", "ACTIVE, true"})
    void leavesAServerOfAPlanAloneThatHasTheImageByTheNextRound(String status, boolean stopFirst) {
        has(Region.IMAGE, "ERROR", null);
        OsChange change = turnedAway(request().stopFirst(stopFirst));
        rig.server().become(status, null);

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertTrue(change.record().unchanged());
        assertEquals(0, rig.cloud.audit().deeds().size());
    }

    @Test
    void startsAServerAgainThatItHadStoppedBeforeItSawTheImage() {
        has(Region.OLD_IMAGE, "ACTIVE", null);
        OsChange change = new OsChange("test", request().stopFirst(true));
        rig.driveUntil(change, State.STOPPING);
        change.advance(rig);
        rig.server().json().withObject("/image").put("id", Region.IMAGE);
        rig.server().json().withObject("/metadata").put("metering.image_id", Region.IMAGE);

        rig.drive(change);

        assertEquals(Kind.REFUSED, change.failure().kind(), rig.log());
        assertThat(change.failure().message(), containsString("which it did not return before it was stopped"));
        assertThat(change.failure().message(), containsString("is running again"));
        assertEquals(0, rig.cloud.changeRequests());
        assertEquals("ACTIVE", rig.server().status());
    }

    @Test
    void comparesTheImageThatTheNameStandsForNow() {
        rig.cloud.region().image(Region.IMAGE).put("created_at", "2026-01-15T06:00:00Z");

        OsChange change = rig.run(new ChangeRequest(Region.SERVER, null)
                .imageName("Standard_Ubuntu_*")
                .skipIfCurrent(true));

        assertUnchanged(change, 2);
    }

    @Test
    void refusesARunningServerWhoseNamedImageIsAnother() {
        has(Region.OLD_IMAGE, "ACTIVE", null);

        OsChange change = rig.run(new ChangeRequest(Region.SERVER, null)
                .imageName("Standard_Ubuntu_*")
                .skipIfCurrent(true));

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("the server is running"));
        assertEquals(2, rig.cloud.requestCount());
    }

    @Test
    void leavesAServerAloneThatIsGivenByName() {
        OsChange change = rig.run(
                new ChangeRequest(null, Region.IMAGE).serverName("web-1").skipIfCurrent(true));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertTrue(change.record().unchanged());
    }
}
