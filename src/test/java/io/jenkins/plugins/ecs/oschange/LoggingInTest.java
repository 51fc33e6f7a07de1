package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After the change the new system is waited for: that it lets in whom the change named. Its SSH server is a real one. */
class LoggingInTest {

    @AutoClose
    private final LoginRig login = new LoginRig();

    private final Rig rig = login.rig;
    private final SimulatedSsh ssh = login.ssh;

    @Test
    void endsWhenTheNewSystemLetsInAndCloudInitIsDone() {
        ssh.upAfter(Duration.ofSeconds(30)).cloudInitTakes(Duration.ofMinutes(3));
        rig.cloud.jobsTake(Duration.ofMinutes(2));

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("Waiting for a login as root on port " + ssh.port() + " of 127.0.0.1"));
        assertThat(rig.log(), containsString("cloud-init is running (stage: modules-config)"));
        assertThat(
                rig.log(), containsString("Login as root on 127.0.0.1:" + ssh.port() + " succeeded; cloud-init: done"));
        assertEquals(
                "ecdsa-sha2-nistp256 " + ssh.fingerprint(),
                change.record().login().hostKey());
        assertThat(rig.log(), containsString("Host key of 127.0.0.1:" + ssh.port() + ": ecdsa-sha2-nistp256 SHA256:"));
        assertEquals("root", change.record().login().user());
        assertEquals("DONE", change.record().login().cloudInit());
        assertThat(
                rig.cloud.requestCount(), lessThanOrEqualTo(19)); // as without the wait: the cloud is not asked for it
        assertThat(ssh.count("asked"), lessThanOrEqualTo(18L));
    }

    @Test
    void isQuietWhileItWaits() {
        ssh.cloudInitTakes(Duration.ofMinutes(8));

        assertEquals(State.SUCCEEDED, rig.run(login.request()).state());

        List<String> lines = rig.log().lines().toList();
        assertThat(lines.stream().filter(line -> line.contains("Still waiting")).count(), lessThanOrEqualTo(8L));
        for (int i = 1; i < lines.size(); i++) {
            assertNotEquals(lines.get(i - 1), lines.get(i));
        }
    }

    @Test
    void hasATimeOfItsOwnBehindThatOfTheChange() {
        rig.cloud.jobsTake(Duration.ofMinutes(4));
        ssh.upAfter(Duration.ofMinutes(8));

        OsChange change = rig.run(login.request().timeoutMinutes(5));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void looksOnceMoreWhenItsTimePassedInASuspendedMachine() {
        ssh.upAfter(Duration.ofMinutes(20));
        OsChange change = new OsChange("test", login.request());
        rig.driveUntil(change, State.LOGGING_IN);
        rig.clock.pass(Duration.ofHours(1));

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void saysThatNothingAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        OsChange change = rig.run(rig.request().loginWait(new LoginWait("127.0.0.1", port, 2)));

        login.changedButNotReady(
                change, "within 2 minutes", "127.0.0.1:" + port + " does not respond (Connection refused)");
        assertEquals("failed", rig.log().contains("Querying the cloud failed") ? "said of the cloud" : "failed");
    }

    @Test
    void connectsToWindowsAndNoMore() {
        rig.login = Rig.KEY;
        rig.cloud.region().image(Region.IMAGE).put("__os_type", "Windows");

        OsChange change = rig.run(login.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("127.0.0.1:" + ssh.port() + " responds ("));
        assertThat(ssh.events(), not(hasItem("user root with key")));
        assertNull(change.record().login().hostKey());
    }

    @Test
    void showsAnotherHostKeyAfterEachChange() {
        String first = rig.run(login.request()).record().login().hostKey();
        rig.server().become("SHUTOFF", null);

        assertNotEquals(first, rig.run(login.request()).record().login().hostKey());
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        ssh.upAfter(Duration.ofMinutes(2));
        OsChange change = new OsChange("test", login.request());
        rig.driveUntil(change, State.LOGGING_IN);
        int before = rig.cloud.requestCount();

        OsChange loaded = rig.loadedFromDisk(0);
        assertEquals(State.LOGGING_IN, loaded.state());
        loaded.resume(rig);
        rig.drive(loaded);

        assertEquals(State.SUCCEEDED, loaded.state(), rig.log());
        assertEquals(1, rig.cloud.changeRequests());
        assertEquals(before, rig.cloud.requestCount());
        assertThat(rig.log(), containsString("Resuming after a restart: waiting for the new system to accept logins"));
    }

    @Test
    void saysWhenItIsAbortedThatTheOsIsChanged() {
        ssh.upAfter(Duration.ofMinutes(2));
        OsChange change = new OsChange("test", login.request());
        rig.driveUntil(change, State.LOGGING_IN);

        String words = change.abandon();
        rig.drive(change);

        assertThat(
                words,
                containsString("is changed (new system disk " + rig.server().systemVolumeId()));
        assertThat(words, containsString("no login was seen yet"));
        assertEquals(Kind.DETACHED, change.failure().kind());
        assertFalse(AftermathNote.isDue(change.record()), "nothing goes on in the cloud");
    }

    @Test
    void isNoPartOfADryRun() {
        OsChange change = rig.run(login.request().dryRun(true));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(0, ssh.count("connected"));
    }

    @ParameterizedTest
    @CsvSource({
        "root@host,,,loginHost: ‘root@host’",
        "'bad host',,,loginHost: ‘bad host’",
        ",70000,,loginPort: 70000",
        ",22,0,loginTimeoutMinutes: 0"
    })
    void refusesWhatCannotBeTried(String host, Integer port, Integer minutes, String words) {
        OsChange change = rig.run(rig.request().loginWait(new LoginWait(host, port, minutes)));

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString(words));
        assertEquals(0, rig.cloud.requestCount());
    }
}
