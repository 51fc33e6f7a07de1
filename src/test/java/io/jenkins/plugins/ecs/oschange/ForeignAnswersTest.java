package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is not about this server, this job or this moment decides nothing: scenes that an attack from outside found. */
class ForeignAnswersTest {

    private static final String OTHER = "22222222-98f4-46ca-875e-917e2563e5a8";

    @AutoClose
    private final Rig rig = new Rig();

    private String otherServer() {
        ObjectNode other = rig.server().json().deepCopy();
        other.put("id", OTHER).put("name", "db-1");
        return "{\"server\":" + other + "}";
    }

    private OsChange submitted() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        return change;
    }

    @Test
    void checksNoOtherServerThanItsOwn() {
        for (int i = 0; i < 5; i++) {
            rig.cloud.faults().say("GET", "/cloudservers/", 200, otherServer());
        }

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("another server"));
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void believesNoOtherServerAtTheEnd() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.VERIFYING);
        rig.server().json().put("status", "ERROR");
        rig.cloud.faults().say("GET", "/cloudservers/", 200, otherServer().replace("ERROR", "ACTIVE"));

        rig.drive(change);

        assertEquals(State.FAILED, change.state());
    }

    @Test
    void takesTheFailureOfAnotherJobForNoneOfIts() {
        OsChange change = submitted();
        rig.cloud.faults().say("GET", "/jobs/", 200, "{\"job_id\":\"another\",\"status\":\"FAIL\"}");
        rig.cloud
                .faults()
                .say(
                        "GET",
                        "/jobs/",
                        200,
                        "{\"job_id\":\"" + change.record().job().id()
                                + "\",\"status\":\"FAIL\",\"entities\":{\"server_id\":\"" + OTHER + "\"}}");
        rig.cloud.faults().say("GET", "/jobs/", 200, "{\"status\":\"FAIL\"}");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void doesNotSayThatNothingChangedWhereARequestHasLeftAndTheServerIsRebuilt() {
        rig.cloud.faults().actButSay("POST", "/changeos", 501, "Ecs.0603", "busy");
        rig.cloud.jobsTake(Duration.ofMinutes(10));

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.UNKNOWN, change.failure().kind());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void checksALoginThatBecameTooWeakWhileTheServerStopped() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        rig.login = new Login.WithPassword(new SecretText("1qazXSW@"));
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, State.STOPPING);
        change.advance(rig);
        rig.login = new Login.WithPassword(new SecretText("weakling"));

        rig.drive(change);

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("does not meet the cloud’s rules"));
        assertThat(change.failure().message(), containsString("is running again"));
        assertEquals(0, rig.cloud.changeRequests());
    }

    @Test
    void startsAServerAgainThoughTheStartWasLostOnce() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, State.CHECKED);
        rig.cloud.faults().loseRequest("POST", "/cloudservers/action");
        change.abandon();

        rig.drive(change);

        assertThat(change.failure().message(), containsString("is running again"));
        assertEquals("ACTIVE", rig.server().status());
    }

    @Test
    void startsAServerAgainThoughJenkinsWasAwayForADay() throws Exception {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, State.CHECKED);
        change.abandon();
        rig.driveUntil(change, State.STARTING_AGAIN);
        rig.clock.pass(Duration.ofDays(1));

        OsChange found = rig.loadedFromDisk(0);
        found.resume(rig);
        rig.drive(found);

        assertEquals("ACTIVE", rig.server().status());
        assertThat(found.failure().message(), containsString("is running again"));
    }

    @Test
    void keepsTheReasonWhereNobodyStartsTheServerAgain() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, State.CHECKED);
        rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0021", "quota");
        rig.driveUntil(change, State.STARTING_AGAIN);

        change.close(Instant.now());

        assertThat(change.failure().message(), containsString("Ecs.0021"));
        assertThat(change.failure().message(), containsString("was not started again"));
    }

    @Test
    void countsNoTimeThatOnlyAClockSays() {
        OsChange change = submitted();
        rig.clock.jump(Duration.ofDays(1));

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), not(containsString("1440 min")));
    }

    @Test
    void endsInTimeAfterARestartWithAClockThatIsRightAgain() throws Exception {
        rig.cloud.jobsTake(Duration.ofDays(9));
        rig.clock.jump(Duration.ofMinutes(14));
        OsChange change = new OsChange("test", rig.request().timeoutMinutes(5));
        rig.driveUntil(change, State.SUBMITTED);
        rig.clock.jump(Duration.ofMinutes(-14));
        Instant restarted = rig.clock.instant();

        OsChange found = rig.loadedFromDisk(0);
        found.resume(rig);
        rig.drive(found);

        assertEquals(Kind.DETACHED, found.failure().kind());
        assertThat(Duration.between(restarted, rig.clock.instant()), lessThan(Duration.ofMinutes(6)));
    }
}
