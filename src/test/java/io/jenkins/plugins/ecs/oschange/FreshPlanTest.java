package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is sent is what was checked less than a minute before, whatever happens in between. */
class FreshPlanTest {

    private static final String OTHER_IMAGE = "af60e0d5-73ad-429d-b6f2-543394740003";
    private static final Login PASSWORD = new Login.WithPassword(new SecretText("1qazXSW@"));

    @AutoClose
    private final Rig rig = new Rig();

    private void running() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
    }

    private List<String> bodies() {
        return rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .map(SimulatedCloud.Request::body)
                .toList();
    }

    @Test
    void looksUpAKeyPairThatThePasswordBecameWhileTheServerStopped() {
        running();
        rig.login = PASSWORD;
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, State.STOPPING);
        change.advance(rig);
        rig.login = Rig.KEY;

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertThat(bodies().get(0), containsString("\"keyname\":\"KeyPair-350b\",\"userid\":\"" + SimulatedCloud.USER));
        assertThat(rig.log(), containsString("Login after the change: key pair KeyPair-350b"));
    }

    @Test
    void sendsTheLoginOfNowAfterTheCloudWasBusy() {
        rig.login = PASSWORD;
        OsChange change = new OsChange("test", rig.request());
        rig.cloud.faults().answer("POST", "/changeos", 400, "Ecs.0603", "busy");
        rig.cloud.faults().afterwards("POST", "/changeos", () -> {});
        rig.driveUntil(change, State.CHECKED);
        change.advance(rig);
        rig.login = Rig.KEY;

        rig.drive(change);

        assertEquals(2, bodies().size());
        assertThat(bodies().get(1), containsString("KeyPair-350b"));
        assertThat(bodies().get(1), not(containsString("adminpass")));
    }

    @Test
    void findsTheKeyOfNowAfterARestart() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.CHECKED);
        rig.cloud.region().keyPair().put("user_id", "0b1c2d3e4f5061728394a5b6c7d8e9f0");

        OsChange found = rig.loadedFromDisk(0);
        found.resume(rig);
        rig.drive(found);

        assertThat(bodies().get(0), containsString("0b1c2d3e4f5061728394a5b6c7d8e9f0"));
    }

    @Test
    void obeysGuardrailsThatCameWhileItWasAway() throws Exception {
        running();
        OsChange change = new OsChange("test", rig.request().stopFirst(true).timeoutMinutes(1440));
        rig.driveUntil(change, State.STOPPING);
        change.advance(rig);
        rig.clock.pass(Duration.ofHours(20));
        rig.guardRails = new GuardRails("otc", null, List.of("Other_*"));

        OsChange found = rig.loadedFromDisk(0);
        found.resume(rig);
        rig.drive(found);

        assertEquals(Kind.REFUSED, found.failure().kind());
        assertThat(found.failure().message(), containsString("guardrail"));
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void sendsNothingWhenItsTimeWasOverBeforeItCouldSend() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.CHECKED);
        rig.clock.pass(Duration.ofDays(3));

        OsChange found = rig.loadedFromDisk(0);
        found.resume(rig);
        rig.drive(found);

        assertEquals(Kind.REFUSED, found.failure().kind());
        assertThat(found.failure().message(), containsString("passed before the request could be sent"));
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void refusesAServerWhoseDiskSomebodyElseReplacedMeanwhile() {
        OsChange change = new OsChange("test", rig.request());
        rig.cloud.faults().answer("POST", "/changeos", 400, "Ecs.0603", "busy");
        rig.driveUntil(change, State.CHECKED);
        change.advance(rig);
        rig.cloud.region().addImage(OTHER_IMAGE, "Other");
        assertTrue(rig.cloud.somebody().changesOs(Region.SERVER, OTHER_IMAGE, Duration.ofSeconds(20)));

        rig.drive(change);

        assertEquals(Kind.UNKNOWN, change.failure().kind());
        assertThat(change.failure().message(), containsString("no longer the one that the plan named"));
        assertEquals(1, rig.cloud.changeRequests());
        assertEquals(OTHER_IMAGE, rig.server().imageId());
    }

    @Test
    void looksAtTheServerBeforeEveryRequest() {
        for (int i = 0; i < 3; i++) {
            rig.cloud.faults().answer("POST", "/changeos", 400, "Ecs.0603", "busy");
        }

        rig.run(rig.request());

        List<String> calls = rig.cloud.requests().stream()
                .map(request -> request.path())
                .filter(path -> path.contains("/cloudservers/"))
                .map(path -> path.endsWith("changeos") ? "send" : "look")
                .limit(8)
                .toList();
        assertEquals(List.of("look", "send", "look", "send", "look", "send", "look", "send"), calls);
    }

    @Test
    void doesNotSendAgainWhereALostRecordIsContradictedByTheDisk() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        int savesSinceChecked = 2;
        rig.clock.pass(Duration.ofMinutes(3));

        OsChange found = rig.loadedFromDisk(savesSinceChecked);
        assertEquals(State.CHECKED, found.state());
        found.resume(rig);
        rig.drive(found);

        assertEquals(Kind.UNKNOWN, found.failure().kind());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void givesAnAcceptedChangeTimeToShowBeforeARestoredRecordIsGoneOnWith() throws Exception {
        rig.server().lagBehind(Duration.ofSeconds(50));
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);

        OsChange found = rig.loadedFromDisk(2);
        found.resume(rig);
        rig.drive(found);

        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void followsAJobThatIsOnDiskThoughTheStateIsNot() throws Exception {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.CHECKED);
        rig.progress = line -> {
            rig.log.add(line);
            saveAndDie(change);
        };

        assertThrows(Rig.Death.class, () -> change.advance(rig));
        rig.progress = rig.log::add;
        OsChange found = rig.loadedFromDisk(0);
        assertEquals(State.SUBMITTING, found.state());
        found.resume(rig);

        assertEquals(State.SUBMITTED, found.state());
        rig.drive(found);

        assertEquals(State.SUCCEEDED, found.state());
        assertEquals(1, rig.cloud.changeRequests());
        assertThat(rig.log(), containsString("The cloud accepted the OS change: cloud job"));
    }

    /** Somebody else saves the record at the moment at which the process ends. */
    private void saveAndDie(OsChange change) {
        try {
            rig.save(change.record());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Rig.Death();
    }

    @Test
    void warnsThatAnEncryptedDiskBecomesAPlainOne() {
        rig.server().encryptedWith("3b3a7b9c-0d1e-4f2a-8b3c-4d5e6f708192");

        rig.run(rig.request().dryRun(true));

        assertThat(rig.log(), containsString("Warning: the system disk is encrypted"));
    }
}
