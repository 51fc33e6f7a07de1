package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
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
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The new system is looked for at all addresses of the server, of which some may be those of other machines, and the console vouches for it. */
class LoginAddressesTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @AutoClose
    private final LoginRig login = new LoginRig();

    private final Rig rig = login.rig;
    private final SimulatedSsh ssh = login.ssh;
    private SshServer other;

    @AfterEach
    void stop() throws IOException {
        if (other != null) {
            other.stop(true);
        }
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
    void triesTheOthersWhereOneLetsInWhoeverComes() throws Exception {
        ChangeRequest request = behindAnotherMachine();
        other.setUserAuthFactories(List.of(UserAuthNoneFactory.INSTANCE));

        assertLoggedIn(rig.run(request));
    }

    @Test
    void triesTheOthersWhereOneLetsInEveryKey() throws Exception {
        ChangeRequest request = behindAnotherMachine();
        other.setPublickeyAuthenticator((name, key, session) -> true);

        assertLoggedIn(rig.run(request));
    }

    @Test
    void triesTheOthersWhereTheConsoleDoesNotVouchForOne() throws Exception {
        login.withPassword();

        assertLoggedIn(rig.run(behindAnotherMachine()));
        assertEquals(List.of(), asked, "a password for another machine");
    }

    @Test
    void tellsEachHostKeyOnceWhereAllRefuse() throws Exception {
        rig.proof = new Proof.WithKey("admin", login.key);

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
        login.withPassword();
        ssh.withoutConsole();

        assertOnlySsh(rig.run(login.request(minutes)), "does not show the host key");
    }

    @Test
    void haveToDoWithSshWhereTheConsoleCannotBeAskedForLong() {
        login.withPassword();
        rig.cloud.faults().answerFor(Duration.ofHours(2), "POST", "/servers/", 503, "Common.0001", "down");

        OsChange change = rig.run(login.request(6));

        assertOnlySsh(change, "cannot be read (Common.0001");
        assertThat(change.record().history().duration(rig.clock.instant()), lessThanOrEqualTo(Duration.ofMinutes(6)));
    }

    @Test
    void waitForAConsoleThatIsAwayForAMinute() {
        login.withPassword();
        rig.cloud.faults().answerFor(Duration.ofMinutes(2), "POST", "/servers/", 503, "Common.0001", "down");

        assertLoggedIn(rig.run(login.request(null)));
    }

    @Test
    void areGivenUpSoonAfterTheTimeIsUpWhateverFails() {
        login.withPassword();
        OsChange change = new OsChange("test", login.request(5));
        rig.driveUntil(change, State.LOGGING_IN);
        rig.misconfigured = "the credential is away";
        Duration before = change.record().history().duration(rig.clock.instant());

        rig.drive(change);

        assertEquals(Kind.FAILED, change.failure().kind(), rig.log());
        assertThat(change.failure().message(), containsString("the credential is away"));
        assertThat(change.failure().message(), not(containsString(LoginRig.PASSWORD)));
        Duration took = change.record().history().duration(rig.clock.instant()).minus(before);
        assertThat(took, lessThanOrEqualTo(Duration.ofMinutes(8)));
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
    void tellsAtTheEndWhatStandsInTheWayAtEachAddress() throws IOException {
        rig.server().floatingAddress("127.0.0.2").floatingAddress("127.0.0.3");
        fixedAddress("127.0.0.4");

        OsChange change = rig.run(rig.request().loginWait(new LoginWait(null, ssh.port(), 1)));

        assertEquals(State.FAILED, change.state(), rig.log());
        for (String address : List.of("127.0.0.2", "127.0.0.3", "127.0.0.4")) {
            assertThat(change.failure().message(), containsString(address + ":" + ssh.port() + " does not respond"));
        }
    }

    private void fixedAddress(String address) {
        ObjectNode fixed = (ObjectNode)
                rig.server().json().get("addresses").elements().next().get(0);
        fixed.put("addr", address);
    }

    @Test
    void triesAllAddressesInEachRound() throws IOException {
        ssh.upAfter(Duration.ofSeconds(25));
        rig.server().floatingAddress("127.0.0.2").floatingAddress("127.0.0.1");
        fixedAddress("127.0.0.3");

        OsChange change = rig.run(rig.request().loginWait(new LoginWait(null, ssh.port(), null)));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals("127.0.0.1:" + ssh.port(), change.record().login().address());
        assertThat(ssh.count("turned away"), greaterThanOrEqualTo(2L));
    }
}
