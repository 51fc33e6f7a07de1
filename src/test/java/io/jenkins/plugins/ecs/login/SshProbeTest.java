package io.jenkins.plugins.ecs.login;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.CloudInit.State;
import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One look at a server, at a real SSH server of which a real shell answers. */
class SshProbeTest {

    private final SshProbe probe = new SshProbe();

    private SimulatedCloud cloud;
    private SimulatedSsh ssh;
    private KeyPair key;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        cloud = new SimulatedCloud(Clock.systemUTC());
        ssh = cloud.region().at(Region.SERVER).ssh();
        key = pair(KeyPairProvider.SSH_ED25519);
        ssh.authorize(PrivateKeys.publicLine(key));
    }

    @AfterEach
    void stop() {
        probe.close();
        cloud.close();
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(kind, kind.equals(KeyPairProvider.SSH_RSA) ? 2048 : 256);
    }

    private Sight look(Proof proof) {
        return look(new Target("127.0.0.1", ssh.port(), true), proof);
    }

    private Sight look(Target target, Proof proof) {
        try {
            return probe.look(target, proof).get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void seesTheHostKeyWithoutLoggingIn() {
        Sight sight = look(Proof.NONE);

        assertNull(sight.obstacle());
        assertEquals(ssh.fingerprint(), sight.hostKey().fingerprint());
        assertEquals("ecdsa-sha2-nistp256", sight.hostKey().kind());
        assertFalse(sight.loggedIn());
        assertEquals(List.of("connected"), ssh.events());
    }

    @ParameterizedTest
    @ValueSource(strings = {KeyPairProvider.SSH_RSA, KeyPairProvider.SSH_ED25519, "ecdsa-sha2-nistp384"})
    void logsInWithEveryCommonKindOfKey(String kind) throws GeneralSecurityException {
        KeyPair own = kind.endsWith("384") ? KeyUtils.generateKeyPair(kind, 384) : pair(kind);
        ssh.authorize(PrivateKeys.publicLine(own));

        Sight sight = look(new Proof.WithKey("root", own));

        assertTrue(sight.loggedIn(), sight.toString());
        assertEquals(State.DONE, sight.cloudInit().state());
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_STARTED, NOT_STARTED",
        "RUNNING, RUNNING",
        "DONE, DONE",
        "DEGRADED, DEGRADED",
        "ERROR, ERROR",
        "ERROR_BUT_RUNNING, ERROR",
        "DISABLED, DISABLED",
        "ABSENT, ABSENT",
        "PLAIN_DONE, DONE",
        "PLAIN_ERROR, ERROR",
        "RESULT_DONE, DONE",
        "RESULT_ERROR, ERROR",
        "FINISHED, DONE",
        "FINISHED_LONG_AGO, RUNNING"
    })
    void understandsEveryAnswerOfCloudInit(String scene, State state) {
        ssh.cloudInit(scene);

        Sight sight = look(new Proof.WithKey("root", key));

        assertNull(sight.obstacle(), sight.toString());
        assertEquals(state, sight.cloudInit().state());
        assertEquals(1, ssh.count("connected"), "one connection");
    }

    @Test
    void tellsWhatCloudInitIsAtAndWhatWentWrong() {
        assertEquals("modules-config", look(withKey("RUNNING")).cloudInit().stage());
        assertThat(look(withKey("ERROR")).cloudInit().problems().toString(), containsString("Runparts: 1 failures"));
        assertThat(look(withKey("DEGRADED")).cloudInit().problems().toString(), containsString("empty cloud config"));
        assertThat(look(withKey("PLAIN_ERROR")).cloudInit().problems().toString(), containsString("Runparts"));
        assertThat(look(withKey("RESULT_ERROR")).cloudInit().problems(), hasItem("scripts failed"));
    }

    private Proof withKey(String scene) {
        ssh.cloudInit(scene);
        return new Proof.WithKey("root", key);
    }

    @Test
    void knowsAnAnswerThatIsNone() {
        ssh.cloudInit("GARBAGE");

        Sight sight = look(new Proof.WithKey("root", key));

        assertTrue(sight.loggedIn());
        assertNull(sight.cloudInit());
    }

    @Test
    void tellsWhichUserHasToLogInInstead() {
        ssh.user("ubuntu");

        Sight sight = look(new Proof.WithKey("root", key));

        assertEquals(Obstacle.OTHER_USER, sight.obstacle());
        assertEquals("ubuntu", sight.detail());
    }

    @Test
    void tellsThatAKeyIsRefused() throws GeneralSecurityException {
        Sight sight = look(new Proof.WithKey("root", pair(KeyPairProvider.SSH_ED25519)));

        assertEquals(Obstacle.LOGIN_REFUSED, sight.obstacle());
        assertThat(sight.detail(), containsString("publickey"));
        assertEquals(ssh.fingerprint(), sight.hostKey().fingerprint());
    }

    @Test
    void sendsAPasswordOnlyToAHostKeyThatWasVouchedFor() {
        SecretText password = new SecretText("Open-sesame-1");

        assertNull(look(new Proof.WithPassword("root", password, null)).obstacle());
        Sight other = look(new Proof.WithPassword("root", password, "SHA256:somebodyelse"));

        assertEquals(Obstacle.OTHER_HOST_KEY, other.obstacle());
        assertThat(ssh.events(), not(hasItem("user root with password")));

        Sight refused = look(new Proof.WithPassword("root", password, ssh.fingerprint()));
        assertEquals(Obstacle.LOGIN_REFUSED, refused.obstacle());
        assertThat(ssh.events(), hasItem("user root with password"));
    }

    @Test
    void findsAHostByItsName() {
        assertNull(look(new Target("localhost", ssh.port(), true), Proof.NONE).obstacle());
    }

    @Test
    void connectsOnlyWhereSshIsNotSpoken() {
        assertNull(look(new Target("127.0.0.1", ssh.port(), false), new Proof.WithKey("root", key))
                .obstacle());
        assertThat(ssh.events(), not(hasItem("user root with key")));
    }

    @Test
    void neverPrintsWhatIsSecret() {
        Proof password = new Proof.WithPassword("root", new SecretText("Open-sesame-1"), null);
        assertThat(password.toString(), not(containsString("sesame")));
        assertThat(new Proof.WithKey("root", key).toString(), not(containsString("KeyPair")));
    }
}
