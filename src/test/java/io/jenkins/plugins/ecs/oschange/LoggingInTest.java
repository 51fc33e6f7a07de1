package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.PrivateKeys;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After the change the new system is waited for: that it lets in whom the change named, and that cloud-init is done. Its SSH server is a real one. */
class LoggingInTest {

    private static final String PASSWORD = "Open-sesame-1";

    private Rig rig;
    private SimulatedSsh ssh;
    private KeyPair key;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        rig = new Rig();
        ssh = rig.server().ssh();
        key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        rig.cloud.region().keyPairs().create(SimulatedCloud.USER, "own", PrivateKeys.publicLine(key));
        rig.login = new Login.WithKeyPair("own", null);
        rig.proof = new Proof.WithKey("root", key);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private ChangeRequest request() {
        return rig.request().loginWait(new LoginWait("127.0.0.1", ssh.port(), null));
    }

    private void withPassword() {
        rig.login = new Login.WithPassword(new SecretText(PASSWORD));
        rig.proof = new Proof.WithPassword("root", new SecretText(PASSWORD), null);
    }

    private long httpRequests() {
        return rig.cloud.requestCount();
    }

    private void changedButNotReady(OsChange change, String... words) {
        assertEquals(State.FAILED, change.state(), rig.log());
        assertEquals(Kind.FAILED, change.failure().kind());
        assertEquals(Exposure.DONE, change.record().exposure());
        String begin = "OS of server web-1 (" + Region.SERVER + ") changed (new system disk "
                + rig.server().systemVolumeId() + "), but ";
        assertThat(change.failure().message(), containsString(begin));
        for (String word : words) {
            assertThat(change.failure().message(), containsString(word));
        }
        assertFalse(AftermathNote.isDue(change.record()), "the cloud is done");
    }

    @Test
    void endsWhenTheNewSystemLetsInAndCloudInitIsDone() {
        ssh.upAfter(Duration.ofSeconds(30)).cloudInitTakes(Duration.ofMinutes(3));
        rig.cloud.jobsTake(Duration.ofMinutes(2));

        OsChange change = rig.run(request());

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
        assertThat(httpRequests(), lessThanOrEqualTo(19L)); // as without the wait: the cloud is not asked for it
        assertThat(ssh.count("asked"), lessThanOrEqualTo(18L));
    }

    @Test
    void isQuietWhileItWaits() {
        ssh.cloudInitTakes(Duration.ofMinutes(8));

        assertEquals(State.SUCCEEDED, rig.run(request()).state());

        List<String> lines = rig.log().lines().toList();
        assertThat(lines.stream().filter(line -> line.contains("Still waiting")).count(), lessThanOrEqualTo(8L));
        for (int i = 1; i < lines.size(); i++) {
            assertNotEquals(lines.get(i - 1), lines.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DONE, done",
        "DEGRADED, empty cloud config",
        "DISABLED, cloud-init: disabled",
        "ABSENT, cloud-init: not installed",
        "PLAIN_DONE, cloud-init: done",
        "RESULT_DONE, cloud-init: done",
        "FINISHED, cloud-init: done",
        "GARBAGE, could not be read"
    })
    void succeedsAndSaysHowCloudInitIs(String scene, String words) {
        ssh.cloudInit(scene);

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString(words));
        assertEquals(
                scene.equals("DEGRADED") || scene.equals("GARBAGE"), rig.log().contains("Warning"), rig.log());
        assertEquals(scene.equals("GARBAGE") ? 3 : 1, ssh.count("connected"), "looks");
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, Runparts: 1 failures",
        "ERROR_BUT_RUNNING, Runparts: 1 failures",
        "PLAIN_ERROR, Runparts: 1",
        "RESULT_ERROR, scripts failed"
    })
    void failsWithTheWordsOfCloudInitAndSaysThatTheOsIsChanged(String scene, String words) {
        ssh.cloudInit(scene);

        OsChange change = rig.run(request());

        changedButNotReady(change, "cloud-init failed: ", words, "/var/log/cloud-init-output.log");
        assertEquals("ERROR", change.record().login().cloudInit());
        assertThat(change.record().login().problems().toString(), containsString(words));
        assertEquals(1, ssh.count("connected"));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, cloud-init is running",
        "NOT_STARTED, cloud-init has not started",
        "FINISHED_LONG_AGO, cloud-init is running"
    })
    void saysWhatItWaitedForWhenItsTimeIsUp(String scene, String words) {
        ssh.cloudInit(scene);

        OsChange change = rig.run(request());

        changedButNotReady(change, "which accepts logins, was not ready within 10 minutes: " + words);
    }

    @Test
    void hasATimeOfItsOwnBehindThatOfTheChange() {
        rig.cloud.jobsTake(Duration.ofMinutes(4));
        ssh.upAfter(Duration.ofMinutes(8));

        OsChange change = rig.run(request().timeoutMinutes(5));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void looksOnceMoreWhenItsTimePassedInASuspendedMachine() {
        ssh.upAfter(Duration.ofMinutes(20));
        OsChange change = new OsChange("test", request());
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

        changedButNotReady(change, "within 2 minutes", "127.0.0.1:" + port + " does not respond (Connection refused)");
        assertEquals("failed", rig.log().contains("Querying the cloud failed") ? "said of the cloud" : "failed");
    }

    @Test
    void saysWhichUsersThereAreWhenAKeyIsRefused() throws GeneralSecurityException {
        rig.proof = new Proof.WithKey("admin", key);

        OsChange change = rig.run(request().pollSeconds(1));

        changedButNotReady(change, "refused the login as admin (accepted: ", "root (Huawei Cloud), linux");
        assertThat(ssh.count("user admin with key"), lessThanOrEqualTo(61L)); // no more than every ten seconds
        assertThat(ssh.count("user admin with key"), greaterThanOrEqualTo(50L));
    }

    @Test
    void saysWhichUserTheImageNames() {
        rig.cloud.region().image(Region.IMAGE).put("__image_login_user", "linux");
        rig.proof = new Proof.WithKey("admin", key);

        changedButNotReady(rig.run(request()), "The image lets user linux in");
    }

    @Test
    void usesTheUserThatTheImageNamesWhereNoneIsGiven() {
        rig.cloud.region().image(Region.IMAGE).put("__image_login_user", "linux");
        ssh.user("linux");
        rig.proof = new Proof.WithKey(null, key);

        assertEquals(State.SUCCEEDED, rig.run(request()).state(), rig.log());
        assertThat(ssh.events(), hasItem("user linux with key"));
    }

    @Test
    void endsAtOnceWhereTheNewSystemNamesTheUserItself() {
        ssh.user("ubuntu");

        OsChange change = rig.run(request());

        changedButNotReady(change, "login as root is disabled: the new system accepts user ubuntu");
        assertEquals(1, ssh.count("connected"));
    }

    @Test
    void staysAtTheHostKeyWithoutAPrivateKey() {
        rig.proof = Proof.NONE;
        ssh.cloudInitTakes(Duration.ofHours(1));

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(
                rig.log(),
                containsString("no login is attempted, because Jenkins has neither private key nor password"));
        assertThat(rig.log(), containsString("SSH responds on 127.0.0.1:" + ssh.port() + "; no login was attempted"));
        assertNull(change.record().login().user());
        assertEquals(
                "ecdsa-sha2-nistp256 " + ssh.fingerprint(),
                change.record().login().hostKey());
    }

    @Test
    void sendsAPasswordOnceTheConsoleShowsTheHostKey() {
        withPassword();

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("The server’s console shows the same host key"));
        assertThat(
                rig.log(), containsString("Login as root on 127.0.0.1:" + ssh.port() + " succeeded; cloud-init: done"));
        assertEquals(2, ssh.count("connected"), "one to see the key, one to log in");
        assertThat(rig.log(), not(containsString(PASSWORD)));
    }

    @Test
    void asksTheConsoleOfTheServerThatItFoundByName() {
        withPassword();
        ChangeRequest named = new ChangeRequest(null, null)
                .serverName("web-1")
                .imageName("Standard_Ubuntu*")
                .stopFirst(true)
                .loginWait(new LoginWait("127.0.0.1", ssh.port(), null));

        OsChange change = rig.run(named);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("The server’s console shows the same host key"));
    }

    @Test
    void sendsNoPasswordWhereTheConsoleMayNotBeRead() {
        withPassword();
        rig.cloud.permissions().deny(Call.CONSOLE);

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("Warning: the server’s console cannot be read (Pdp.0001"));
        assertThat(ssh.events(), not(hasItem("user root with password")));
        assertEquals(1, ssh.count("connected"));
        assertNull(change.record().login().user());
    }

    @Test
    void sendsNoPasswordWhereTheConsoleStaysSilent() {
        withPassword();
        ssh.withoutConsole();

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("console does not show the host key, so the password was not sent"));
        assertThat(ssh.events(), not(hasItem("user root with password")));
        assertThat(ssh.count("connected"), lessThanOrEqualTo(20L));
    }

    @Test
    void saysThatPasswordsAreNotTaken() {
        withPassword();
        ssh.withoutPasswordLogin();

        changedButNotReady(rig.run(request()), "does not accept passwords by SSH");
        assertThat(ssh.events(), not(hasItem("user root with password")));
    }

    @Test
    void connectsToWindowsAndNoMore() {
        rig.login = Rig.KEY;
        rig.cloud.region().image(Region.IMAGE).put("__os_type", "Windows");

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("127.0.0.1:" + ssh.port() + " responds ("));
        assertThat(ssh.events(), not(hasItem("user root with key")));
        assertNull(change.record().login().hostKey());
    }

    @Test
    void triesTheFloatingAddressFirstAndThenTheOthers() {
        rig.server().floatingAddress("127.0.0.1");

        OsChange change = rig.run(rig.request().loginWait(new LoginWait(null, ssh.port(), null)));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("of 127.0.0.1, 192.168.1.99"));
        assertEquals("127.0.0.1:" + ssh.port(), change.record().login().address());
        assertEquals(1, ssh.count("connected"));
    }

    @Test
    void triesAllAddressesInEachRound() throws IOException {
        ssh.upAfter(Duration.ofSeconds(25));
        rig.server().floatingAddress("127.0.0.2").floatingAddress("127.0.0.1");
        ObjectNode fixed = (ObjectNode)
                rig.server().json().get("addresses").elements().next().get(0);
        fixed.put("addr", "127.0.0.3");

        OsChange change = rig.run(rig.request().loginWait(new LoginWait(null, ssh.port(), null)));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals("127.0.0.1:" + ssh.port(), change.record().login().address());
        assertThat(ssh.count("turned away"), greaterThanOrEqualTo(2L));
    }

    @Test
    void showsAnotherHostKeyAfterEachChange() {
        String first = rig.run(request()).record().login().hostKey();
        rig.server().become("SHUTOFF", null);

        assertNotEquals(first, rig.run(request()).record().login().hostKey());
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        ssh.upAfter(Duration.ofMinutes(2));
        OsChange change = new OsChange("test", request());
        rig.driveUntil(change, State.LOGGING_IN);
        long before = httpRequests();

        OsChange loaded = rig.loadedFromDisk(0);
        assertEquals(State.LOGGING_IN, loaded.state());
        loaded.resume(rig);
        rig.drive(loaded);

        assertEquals(State.SUCCEEDED, loaded.state(), rig.log());
        assertEquals(1, rig.cloud.changeRequests());
        assertEquals(before, httpRequests());
        assertThat(rig.log(), containsString("Resuming after a restart: waiting for the new system to accept logins"));
    }

    @Test
    void saysWhenItIsAbortedThatTheOsIsChanged() {
        ssh.upAfter(Duration.ofMinutes(2));
        OsChange change = new OsChange("test", request());
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
        OsChange change = rig.run(request().dryRun(true));

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
        assertEquals(0, httpRequests());
    }
}
