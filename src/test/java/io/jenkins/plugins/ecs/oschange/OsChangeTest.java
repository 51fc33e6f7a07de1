package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a change does from its first look to its end, against a cloud that works. */
class OsChangeTest {

    @AutoClose
    private final Rig rig = new Rig();

    @Test
    void changesAStoppedServer() {
        String oldDisk = rig.server().systemVolumeId();

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state());
        assertEquals(Region.IMAGE, rig.server().imageId());
        assertEquals("ACTIVE", rig.server().status());
        assertEquals(Region.KEY_PAIR, rig.server().keyName());
        assertNotEquals(oldDisk, rig.server().systemVolumeId());
        assertEquals(rig.server().systemVolumeId(), change.record().after().systemVolumeId());
        assertEquals("SUCCESS", change.record().job().status());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void tellsThePlanTheJobAndTheOutcome() {
        OsChange change = rig.run(rig.request());

        assertThat(rig.log(), containsString("web-1: Server " + Region.SERVER + ": SHUTOFF, system disk "));
        assertThat(rig.log(), containsString("web-1: New image: Standard_Ubuntu_22.04_latest (" + Region.IMAGE + ")"));
        assertThat(
                rig.log(),
                containsString(
                        "Current image: Public_Cloudinit_Oracle_Linux_7.4_64bit_40G (" + Region.OLD_IMAGE + ")"));
        assertThat(rig.log(), containsString("key pair KeyPair-350b of user " + SimulatedCloud.USER));
        assertThat(rig.log(), containsString("will be deleted, including all partitions and snapshots"));
        assertThat(rig.log(), containsString("1 data disk stays attached; the name, IP addresses and flavor are kept"));
        assertThat(rig.log(), containsString("job " + change.record().job().id()));
        assertThat(rig.log(), containsString("Cloud job: RUNNING"));
        assertThat(rig.log(), containsString("addresses 192.168.1.99"));
    }

    @Test
    void saysNothingTwiceButAHeartbeatEachMinute() {
        rig.cloud.jobsTake(Duration.ofMinutes(10));

        rig.run(rig.request());

        assertEquals(
                1,
                rig.log.stream()
                        .filter(line -> line.startsWith("web-1: Cloud job: RUNNING"))
                        .count());
        long heartbeats = rig.log.stream()
                .filter(line -> line.startsWith("web-1: Still cloud job running ("))
                .count();
        assertEquals(8, heartbeats, rig.log());
    }

    @Test
    void sendsEveryFieldThatWasAskedFor() throws IOException {
        rig.login = new Login.WithPassword(new SecretText("1qazXSW@"));
        rig.userData = new SecretText("#!/bin/bash\necho user_test > /home/user.txt");

        rig.run(rig.request().mode("withStopServer").byol(true));

        JsonNode sent = sentChange();
        assertEquals("1qazXSW@", sent.path("adminpass").asText());
        assertEquals("withStopServer", sent.path("mode").asText());
        assertEquals("true", sent.at("/metadata/BYOL").asText());
        assertEquals(
                "IyEvYmluL2Jhc2gKZWNobyB1c2VyX3Rlc3QgPiAvaG9tZS91c2VyLnR4dA==",
                sent.at("/metadata/user_data").asText());
        assertThat(rig.log(), not(containsString("1qazXSW@")));
    }

    @Test
    void encryptsTheDiskAndPays() throws IOException {
        String key = "2a7d2d6f-3c8a-4a1e-9a4e-0e1d2c3b4a59";

        OsChange change = rig.run(rig.request().encrypt(true, key).autoPay(true));

        assertEquals(State.SUCCEEDED, change.state());
        assertEquals("1", sentChange().at("/metadata/__system__encrypted").asText());
        assertEquals(key, sentChange().at("/metadata/__system__cmkid").asText());
        assertEquals("true", sentChange().path("isAutoPay").asText());
    }

    @Test
    void usesVersion1ForAnImageWithoutCloudInit() {
        OsChange change = rig.run(rig.request().cloudInit(false));
        assertEquals(State.SUCCEEDED, change.state());
        assertTrue(rig.cloud.requests().stream()
                .anyMatch(request ->
                        request.path().startsWith("/v1/") && request.path().endsWith("/changeos")));
    }

    @Test
    void stopsWatchingAJobThatWaitsForAPayment() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        rig.cloud.faults().garbleReply("GET", "/jobs/", "{\"status\":\"PENDING_PAYMENT\"}");
        rig.drive(change);
        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(change.failure().message(), containsString("autoPay"));
    }

    @Test
    void goesOnAtAStatusThatNobodyKnows() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        rig.cloud.faults().garbleReply("GET", "/jobs/", "{\"status\":\"THINKING\"}");
        rig.drive(change);
        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("Cloud job: THINKING"));
    }

    @Test
    void waitsAsLongAsTheCloudAsks() {
        rig.cloud.faults().throttle("POST", "/changeos", "120");
        OsChange change = rig.run(rig.request());
        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("checking again in 2 min 0 s"));
    }

    @Test
    void readsPackedAndLateAnswers() {
        rig.cloud.faults().packReply("GET", "/cloudservers/");
        rig.cloud.faults().delayReply("GET", "/jobs/", 300);
        assertEquals(State.SUCCEEDED, rig.run(rig.request()).state());
        assertThat(rig.log(), not(containsString("Querying the cloud failed")));
    }

    @Test
    void slowsDownForAllWhenTheCloudThrottles() {
        rig.cloud.faults().throttle("GET", "/cloudservers/", "1");
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.PREPARING);
        change.advance(rig);
        assertEquals(500, rig.limiter.perSecond());
    }

    @Test
    void namesTheOwnerOfTheKeyPair() throws IOException {
        rig.run(rig.request());
        assertEquals(SimulatedCloud.USER, sentChange().path("userid").asText());
    }

    @Test
    void takesTheOwnerThatIsGiven() throws IOException {
        rig.login = new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
        rig.run(rig.request());
        assertEquals(SimulatedCloud.USER, sentChange().path("userid").asText());
    }

    @Test
    void warnsWhenNobodyCouldLogIn() {
        rig.login = new Login.FromImage();
        OsChange change = rig.run(rig.request());
        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("Warning: no key pair, password or user data is set"));
    }

    @Test
    void letsTheCloudStopARunningServer() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChange change = rig.run(rig.request().mode(ChangeRequest.WITH_STOP_SERVER));
        assertEquals(State.SUCCEEDED, change.state());
        assertEquals(0, rig.cloud.region().stops());
    }

    @Test
    void stopsARunningServerItself() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChange change = rig.run(rig.request().stopFirst(true));
        assertEquals(State.SUCCEEDED, change.state());
        assertEquals(1, rig.cloud.region().stops());
        assertThat(rig.log(), containsString("The server is stopped"));
    }

    @Test
    void doesNotStopAServerThatIsOff() {
        rig.run(rig.request().stopFirst(true));
        assertEquals(0, rig.cloud.region().stops());
    }

    @Test
    void changesNothingInADryRun() {
        OsChange change = rig.run(rig.request().dryRun(true));

        assertEquals(State.SUCCEEDED, change.state());
        assertNull(change.record().job());
        assertTrue(rig.cloud.requests().stream()
                .allMatch(request -> request.method().equals("GET")));
        assertThat(rig.log(), containsString("Nothing was changed"));
    }

    @Test
    void countsTheWarningsOfADryRunThatFoundNoObstacle() {
        rig.login = null;
        rig.run(rig.request().dryRun(true));

        assertThat(rig.log(), containsString("Dry run: no obstacle found; 1 warning. Nothing was changed."));
    }

    @Test
    void keepsThePlanOfADryRunInTheLinesOfTheLog() {
        OsChange change = rig.run(rig.request().dryRun(true));

        List<String> plan = change.record().plan().text().lines().toList();
        assertThat(plan.get(0), startsWith("web-1: Server " + Region.SERVER + ": SHUTOFF, system disk "));
        assertThat(plan.get(plan.size() - 1), startsWith("The system disk will be deleted"));
        for (String line : plan) {
            assertThat(rig.log(), containsString(line));
        }
    }

    @Test
    void failsWithTheReasonOfTheJobAndWhatToDo() {
        rig.server().failChanges("Ecs.0021", "Insufficient EVS disk quota.");

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.FAILED, change.failure().kind());
        String message = change.failure().message();
        assertThat(message, containsString("web-1 (" + Region.SERVER + ")"));
        assertThat(message, containsString(change.record().job().id()));
        assertThat(message, containsString("Ecs.0021: Insufficient EVS disk quota"));
        assertThat(message, containsString("disk quota"));
    }

    @Test
    void followsAnImageChangeToTheSameImage() {
        rig.run(rig.request());
        rig.server().json().put("status", "SHUTOFF");
        OsChange again = rig.run(rig.request());
        assertEquals(State.SUCCEEDED, again.state());
        assertEquals(2, rig.cloud.changeRequests());
    }

    @Test
    void tellsHowLongItTook() {
        rig.cloud.jobsTake(Duration.ofSeconds(100));
        OsChange change = rig.run(rig.request());
        rig.clock.pass(Duration.ofHours(1));
        assertEquals(
                103, change.record().history().duration(rig.clock.instant()).toSeconds());
    }

    private JsonNode sentChange() throws IOException {
        String body = rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .findFirst()
                .orElseThrow()
                .body();
        return new ObjectMapper().readTree(body).path("os-change");
    }
}
