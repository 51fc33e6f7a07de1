package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost replies, crashes, timeouts and busy clouds: requests to change are counted on the wire. */
class NothingSentTwiceTest {

    @AutoClose
    private final Rig rig = new Rig();

    @Test
    void adoptsAChangeWhoseReplyWasLost() {
        rig.cloud.faults().loseReply("POST", "/changeos");

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("will not be repeated"));
        assertThat(rig.log(), containsString("The server shows that the OS change has started: REBUILD"));
        assertEquals(1, rig.cloud.changeRequests());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 302})
    void saysThatTheOutcomeIsUnknownWhenNothingMoves(int status) {
        rig.cloud.faults().answer("POST", "/changeos", status, "APIGW.0202", "Backend unavailable");

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.UNKNOWN, change.failure().kind());
        assertThat(change.failure().message(), containsString("Outcome unknown"));
        assertThat(change.failure().message(), containsString(rig.server().systemVolumeId()));
        assertEquals(1, rig.cloud.changeRequests());
    }

    @ParameterizedTest
    @CsvSource({"429, APIGW.0308", "503, Common.1503", "202, Common.0024", "501, Ecs.0603"})
    void triesAgainWhenTheCloudSurelyDidNotAct(int status, String code) {
        rig.cloud.faults().answer("POST", "/changeos", status, code, "busy");

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("did not run the request"));
        assertEquals(2, rig.cloud.changeRequests());
    }

    @Test
    void observesInsteadOfSendingWhenTheProcessDiedWhileSending() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);

        OsChange found = rig.loadedFromDisk(1);
        assertEquals(State.SUBMITTING, found.state());
        rig.drive(found);

        assertEquals(State.SUCCEEDED, found.state());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void followsTheJobAfterADeathJustAfterTheReply() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);

        OsChange found = rig.loadedFromDisk(0);
        assertEquals(change.record().job().id(), found.record().job().id());
        rig.drive(found);

        assertEquals(State.SUCCEEDED, found.state());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void sendsNothingWhenItCannotBeWrittenDown() {
        rig.diskFull = true;

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("No space left"));
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void keepsNoSecretOnDisk() {
        rig.login = new Login.WithPassword(new SecretText("1qazXSW@"));
        rig.userData = new SecretText("token: hush-hush");

        rig.run(rig.request());

        assertTrue(rig.disk.size() >= 3);
        for (byte[] saved : rig.disk) {
            String text = new String(saved, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertTrue(text.contains(Region.SERVER) && !text.contains("1qazXSW@") && !text.contains("hush-hush"));
        }
    }

    @Test
    void sitsOutFaultsWhileItFollowsTheJob() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        rig.cloud.faults().answer("GET", "/jobs/", 500, "Common.0001", "internal");
        rig.cloud.faults().answer("GET", "/jobs/", 429, "APIGW.0308", "throttled");
        rig.cloud.faults().loseReply("GET", "/jobs/");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertEquals(
                1,
                rig.log.stream()
                        .filter(line -> line.contains("Querying the cloud failed"))
                        .count());
    }

    @Test
    void saysThatTheCloudGoesOnWhenTheTimeIsOver() {
        rig.cloud.jobsTake(Duration.ofHours(1));

        OsChange change = rig.run(rig.request().timeoutMinutes(5));

        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(
                change.failure().message(),
                containsString("cloud job: " + change.record().job().id()));
    }

    @Test
    void monitorsTheServerWhenTheJobCanNoLongerBeRead() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        for (int look = 0; look < 3; look++) {
            rig.cloud.faults().answer("GET", "/jobs/", 400, "Common.0011", "Invalid job id.");
        }

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("The cloud job cannot be queried"));
    }

    @Test
    void saysThatTheCloudGoesOnWhenTheCredentialIsTakenAway() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        rig.misconfigured = "credentialsId: there is no credential ‘gone’.";

        rig.drive(change);

        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(
                change.failure().message(),
                containsString("this does not cancel the OS change (cloud job: "
                        + change.record().job().id()));
        assertThat(change.failure().message(), containsString("credentialsId"));
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheCredentialIsTakenAwayMeanwhile() {
        OsChange change = new OsChange("test", rig.request());
        rig.cloud.faults().loseReply("POST", "/changeos");
        rig.driveUntil(change, State.UNCERTAIN);
        rig.misconfigured = "credentialsId: there is no credential ‘gone’.";

        rig.drive(change);

        assertEquals(Kind.UNKNOWN, change.failure().kind());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void doesNotBelieveAJobThatLeavesTheOldDisk() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        String oldDisk = change.record().before().systemVolumeId();
        rig.driveUntil(change, State.VERIFYING);
        rig.server().disk(oldDisk);

        rig.drive(change);

        assertEquals(Kind.FAILED, change.failure().kind());
        assertThat(change.failure().message(), containsString("still boots from " + oldDisk));
    }

    @ParameterizedTest
    @EnumSource(names = {"PREPARING", "CHECKED"})
    void sendsNothingAfterItWasGivenUp(State when) {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, when);
        assertThat(change.abandon(), containsString("was not changed"));

        rig.drive(change);

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void keepsTheJobOfARequestThatWasInFlightWhenItWasGivenUp() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.CHECKED);
        rig.cloud.faults().delayReply("POST", "/changeos", 500);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> rig.driveUntil(change, State.SUBMITTED));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (rig.cloud.changeRequests() == 0) {
                Thread.onSpinWait();
            }
        });

        assertThat(change.abandon(), containsString("the cloud may have accepted the OS change"));

        sending.get();
        assertTrue(change.advance(rig).isEmpty());
        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(
                change.failure().message(), containsString(change.record().job().id()));
        assertEquals(
                change.record().job().id(), rig.loadedFromDisk(0).record().job().id());
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, REFUSED, was not changed",
        "PREPARING, REFUSED, was not changed",
        "STOPPING, REFUSED, was not changed",
        "CHECKED, REFUSED, was not changed",
        "UNCERTAIN, UNKNOWN, the cloud may have accepted the OS change",
        "SUBMITTED, DETACHED, this does not cancel the OS change",
        "VERIFYING, DETACHED, was not seen running with the new image",
    })
    void endsWhereItIsGivenUpAndTellsWhatGoesOn(State when, Kind kind, String words) {
        if (when == State.UNCERTAIN) {
            rig.cloud.faults().loseRequest("POST", "/changeos");
        } else if (when == State.STOPPING) {
            rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        }
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, when);
        long asked = rig.cloud.requests().size();

        String told = change.abandon();
        assertTrue(change.advance(rig).isEmpty());

        assertThat(told, containsString(words));
        assertThat(told, containsString(Region.SERVER));
        assertEquals(kind, change.failure().kind());
        assertEquals(told, change.failure().message());
        assertEquals(asked, rig.cloud.requests().size());
        assertEquals(
                State.FAILED,
                change.record()
                        .history()
                        .entries()
                        .get(change.record().history().entries().size() - 1)
                        .state());
    }
}
