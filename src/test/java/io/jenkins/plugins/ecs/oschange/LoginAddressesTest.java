package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.PrivateKeys;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The new system is looked for at all addresses of the server, of which some may be those of other machines, and the console vouches for it. */
class LoginAddressesTest {

    private static final String PASSWORD = "Open-sesame-1";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Rig rig;
    private SimulatedSsh ssh;
    private SshServer other;

    @BeforeEach
    void start() throws GeneralSecurityException {
        rig = new Rig();
        ssh = rig.server().ssh();
        KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        rig.cloud.region().keyPairs().create(SimulatedCloud.USER, "own", PrivateKeys.publicLine(key));
        rig.login = new Login.WithKeyPair("own", null);
        rig.proof = new Proof.WithKey("root", key);
    }

    @AfterEach
    void stop() throws IOException {
        if (other != null) {
            other.stop(true);
        }
        rig.close();
    }

    private void withPassword() {
        rig.login = new Login.WithPassword(new SecretText(PASSWORD));
        rig.proof = new Proof.WithPassword("root", new SecretText(PASSWORD), null);
    }

    /** Another machine, which lets nobody in, has the first address of the server. */
    private ChangeRequest behindAnotherMachine() throws IOException, GeneralSecurityException {
        KeyPair hostKey = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        other = SshServer.setUpDefaultServer();
        other.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        other.setHost("127.0.0.2");
        other.setPort(ssh.port());
        other.setKeyPairProvider(session -> List.of(hostKey));
        other.setPublickeyAuthenticator((name, key, session) -> false);
        other.setPasswordAuthenticator((name, word, session) -> asked.add(word));
        other.start();
        rig.server().floatingAddress("127.0.0.2").floatingAddress("127.0.0.1");
        return rig.request().loginWait(new LoginWait(null, ssh.port(), null));
    }

    private ChangeRequest request(Integer minutes) {
        return rig.request().loginWait(new LoginWait("127.0.0.1", ssh.port(), minutes));
    }

    private void assertLoggedIn(OsChange change) {
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals("127.0.0.1:" + ssh.port(), change.record().login().address());
        assertThat(change.record().login().hostKey(), containsString(ssh.fingerprint()));
        assertThat(
                rig.log(), containsString("Login as root on 127.0.0.1:" + ssh.port() + " succeeded; cloud-init: done"));
    }

    @Test
    void triesTheOthersWhereOneRefusesTheLogin() throws Exception {
        assertLoggedIn(rig.run(behindAnotherMachine()));
    }

    @Test
    void triesTheOthersWhereTheConsoleDoesNotVouchForOne() throws Exception {
        withPassword();

        assertLoggedIn(rig.run(behindAnotherMachine()));
        assertEquals(List.of(), asked, "a password for another machine");
    }

    @Test
    void tellsEachHostKeyOnceWhereAllRefuse() throws Exception {
        rig.proof = new Proof.WithKey("admin", ((Proof.WithKey) rig.proof).key());

        OsChange change = rig.run(behindAnotherMachine());

        assertEquals(Kind.FAILED, change.failure().kind(), rig.log());
        assertEquals(
                2,
                rig.log().lines().filter(line -> line.contains("Host key of")).count(),
                rig.log());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "user@127.0.0.1", "0.0.0.0:22", "web 1"})
    void leavesOutWhatIsNoAddress(String named) {
        rig.server().floatingAddress(named).floatingAddress("127.0.0.1");

        assertLoggedIn(rig.run(rig.request().loginWait(new LoginWait(null, ssh.port(), null))));
        assertThat(rig.log(), containsString("of 127.0.0.1, 192.168.1.99"));
    }

    private void assertOnlySsh(OsChange change, String warning) {
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("Warning: the server’s console " + warning));
        assertThat(rig.log(), containsString("SSH responds on 127.0.0.1:" + ssh.port() + "; no login was attempted"));
        assertNull(change.record().login().user());
        assertEquals(0, ssh.count("user root with password"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void haveToDoWithSshWhereTheConsoleIsSilentHoweverShortTheTime(int minutes) {
        withPassword();
        ssh.withoutConsole();

        assertOnlySsh(rig.run(request(minutes)), "does not show the host key");
    }

    @Test
    void haveToDoWithSshWhereTheConsoleCannotBeAskedForLong() {
        withPassword();
        rig.cloud.faults().answerFor(Duration.ofHours(2), "POST", "/servers/", 503, "Common.0001", "down");

        OsChange change = rig.run(request(6));

        assertOnlySsh(change, "cannot be read (Common.0001");
        assertThat(change.record().history().duration(rig.clock.instant()), lessThanOrEqualTo(Duration.ofMinutes(6)));
    }

    @Test
    void waitForAConsoleThatIsAwayForAMinute() {
        withPassword();
        rig.cloud.faults().answerFor(Duration.ofMinutes(2), "POST", "/servers/", 503, "Common.0001", "down");

        assertLoggedIn(rig.run(request(null)));
    }

    @Test
    void areGivenUpSoonAfterTheTimeIsUpWhateverFails() {
        withPassword();
        OsChange change = new OsChange("test", request(5));
        rig.driveUntil(change, State.LOGGING_IN);
        rig.misconfigured = "the credential is away";
        Duration before = change.record().history().duration(rig.clock.instant());

        rig.drive(change);

        assertEquals(Kind.FAILED, change.failure().kind(), rig.log());
        assertThat(change.failure().message(), containsString("the credential is away"));
        assertThat(change.failure().message(), not(containsString(PASSWORD)));
        Duration took = change.record().history().duration(rig.clock.instant()).minus(before);
        assertThat(took, lessThanOrEqualTo(Duration.ofMinutes(8)));
    }
}
