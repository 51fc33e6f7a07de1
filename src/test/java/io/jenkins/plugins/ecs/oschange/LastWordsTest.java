package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.DriverNote;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said at the end is true of the server. */
class LastWordsTest {

    @AutoClose
    private final Rig rig = new Rig();

    private OsChange stopped() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.driveUntil(change, State.CHECKED);
        return change;
    }

    @Test
    void startsAServerAgainThatWasStoppedForAChangeThatIsRefused() {
        OsChange change = stopped();
        rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0021", "quota");

        rig.drive(change);

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("is running again"));
        assertEquals("ACTIVE", rig.server().status());
        assertEquals(1, rig.cloud.region().starts());
    }

    @Test
    void startsAServerAgainThatWasStoppedForAChangeThatIsAborted() {
        OsChange change = stopped();

        assertThat(change.abandon(), containsString("was told to stop for the change and will be started again"));
        rig.drive(change);

        assertThat(change.failure().message(), containsString("is running again"));
        assertEquals(0, rig.cloud.changeRequests());
        assertEquals("ACTIVE", rig.server().status());
    }

    @Test
    void saysWhereAServerCouldNotBeStartedAgain() {
        OsChange change = stopped();
        rig.cloud.faults().refuse("POST", "/changeos", 400, "Ecs.0021", "quota");
        rig.cloud.faults().refuse("POST", "/cloudservers/action", 400, "Ecs.0110", "may not start");

        rig.drive(change);

        assertThat(change.failure().message(), containsString("could not be started again (Ecs.0110: may not start"));
        assertEquals("SHUTOFF", rig.server().status());
    }

    @Test
    void saysThatAServerStaysStoppedWhereNobodyGoesOn() {
        OsChange change = stopped();

        change.close(Instant.now());

        assertThat(change.failure().message(), containsString("was not started again"));
        assertThat(change.failure().message(), not(containsString("is being started")));
    }

    @Test
    void saysWhatKeptTheRequestFromBeingSent() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.CHECKED);
        rig.elsewhere = Rig.NOWHERE;
        change.advance(rig);
        rig.elsewhere = null;

        assertThat(rig.log(), containsString("The request could not be sent ("));
        assertThat(rig.log(), not(containsString("did not run the request")));
    }

    @Test
    void saysThatTheJobHasEndedWhereOnlyTheServerIsWaitedFor() {
        rig.server().behaviour().bootSlowly(Duration.ofHours(2));

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(change.failure().message(), containsString("has ended with SUCCESS"));
        assertThat(change.failure().message(), not(containsString("does not cancel")));
    }

    @ParameterizedTest
    @CsvSource({"SUBMITTED, true, monitor this cloud job", "VERIFYING, true, monitor the server", "SUBMITTED, false,"})
    void saysWhoLooksOnAfterAnAbort(State state, boolean monitored, String how) {
        rig.server().behaviour().bootSlowly(Duration.ofHours(2));
        OsChange change = new OsChange("test", rig.request());
        if (monitored) {
            DriverNote.monitorsAfterwards(change.record());
        }
        rig.driveUntil(change, state);

        String words = change.abandon();
        rig.drive(change);

        assertEquals(words, change.failure().message());
        if (how == null) {
            assertThat(words, endsWith("). Check the server in the console."));
        } else {
            assertThat(words, containsString("Jenkins continues to " + how + " for up to a day: the outcome is shown"));
            assertThat(words, endsWith("the next OS change of the server waits for it."));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"PREPARING", "STOPPING", "LOGGING_IN"})
    void promisesNothingAfterAnAbortWhereNobodyLooksOn(State state) {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        LoginWait wait = new LoginWait("127.0.0.1", rig.server().ssh().port(), null);
        OsChange change = new OsChange("test", rig.request().stopFirst(true).loginWait(wait));
        DriverNote.monitorsAfterwards(change.record());
        rig.driveUntil(change, state);
        assertEquals(state, change.state());

        String words = change.abandon();
        rig.drive(change);

        assertThat(words + change.failure().message(), not(containsString("monitor")));
    }

    @Test
    void namesNoJobWhereNoneIsKnown() {
        rig.cloud.faults().loseReply("POST", "/changeos");
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.VERIFYING);
        rig.cloud.jobsTake(Duration.ofHours(2));

        change.abandon();
        change.advance(rig);
        assertThat(rig.log(), containsString("The server shows that the OS change has started"));
        assertThat(change.failure().message() + rig.log(), not(containsString("job")));
        assertThat(change.failure().message() + rig.log(), not(containsString("null")));
    }

    @Test
    void namesNoJobAfterASuccessThatNoneReported() {
        rig.cloud.faults().loseReply("POST", "/changeos");
        OsChange change = rig.run(rig.request());
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), not(containsString("job")));
        assertThat(change.abandon(), not(containsString("job")));
    }

    @Test
    void takesNothingBackWhereAnAbortComesAfterTheEnd() {
        OsChange change = rig.run(rig.request());
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(change.abandon(), containsString("had ended; the outcome above stands"));

        rig.server().behaviour().bootSlowly(Duration.ofHours(2));
        OsChange late = rig.run(rig.request());
        assertThat(late.abandon(), containsString("had ended; the outcome above stands"));
    }

    @Test
    void writesNumbersInTheLanguageOfItsSentences() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            rig.userData = new SecretText("x".repeat(40_000));
            assertThat(rig.run(rig.request()).failure().message(), containsString("has 40000 bytes"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void saysSomethingOnceAMinuteInEveryState() {
        rig.cloud
                .region()
                .addServer(Region.SERVER, "web-1", "ACTIVE")
                .behaviour()
                .stopSlowly(Duration.ofSeconds(150));

        rig.run(rig.request().stopFirst(true).pollSeconds(600));

        assertThat(rig.log(), containsString("web-1: Still stopping the server (1 min"));
        assertThat(rig.log(), containsString("web-1: Still stopping the server (2 min"));
    }

    @Test
    void beginsEveryLineWithTheServersName() {
        rig.run(rig.request());

        assertThat(rig.log, everyItem(startsWith("web-1: ")));
    }

    @Test
    void refusesOwnLicencesForAnImageWithoutCloudInit() {
        OsChange change = rig.run(rig.request().byol(true).cloudInit(false));
        assertEquals(State.FAILED, change.state(), rig.log());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("byol"));
        assertEquals(0, rig.cloud.requestCount());
    }

    @Test
    void tellsFloatingAddressesFirst() {
        rig.server().floatingAddress("80.158.1.2");

        OsChange change = rig.run(rig.request());

        assertEquals("80.158.1.2", change.record().after().addresses().get(0));
        assertThat(rig.log(), containsString("addresses 80.158.1.2 (floating), 192.168.1.99"));
    }

    @Test
    void findsServerAndImageByIdsInUpperCase() {
        OsChange change = rig.run(
                new ChangeRequest(Region.SERVER.toUpperCase(Locale.ROOT), " " + Region.IMAGE.toUpperCase(Locale.ROOT)));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void endsWithWordsWhereTheCredentialStoreIsAwayBeforeTheRequest() {
        rig.breaks = new IllegalStateException("credentials are unavailable");

        OsChange change = rig.run(rig.request());

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("credentials are unavailable"));
    }

    @Test
    void sitsItOutWhereTheCredentialStoreIsAwayAfterTheRequest() throws MisconfiguredException {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        rig.breaks = new IllegalStateException("credentials are unavailable");
        rig.clock.pass(change.advance(rig).orElseThrow());
        rig.clock.pass(change.advance(rig).orElseThrow());
        rig.breaks = null;

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
    }
}
