package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** A rig whose changes wait for the login, by a private key unless a password is wanted. The server's SSH server is a real one. */
final class LoginRig implements AutoCloseable {

    static final String PASSWORD = "Open-sesame-1";

    final Rig rig = new Rig();
    final SimulatedSsh ssh = rig.server().ssh();
    final KeyPair key;

    LoginRig() {
        try {
            key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        rig.cloud.region().keyPairs().create(SimulatedCloud.USER, "own", PrivateKeys.publicLine(key));
        rig.login = new Login.WithKeyPair("own", null);
        rig.proof = new Proof.WithKey("root", key);
    }

    @Override
    public void close() {
        rig.close();
    }

    void withPassword() {
        rig.login = new Login.WithPassword(new SecretText(PASSWORD));
        rig.proof = new Proof.WithPassword("root", new SecretText(PASSWORD), null);
    }

    ChangeRequest request() {
        return request(null);
    }

    /** @param minutes to wait for the login; null for the default */
    ChangeRequest request(Integer minutes) {
        return rig.request().loginWait(new LoginWait("127.0.0.1", ssh.port(), minutes));
    }

    /** Where the SSH server listens. */
    String address() {
        return "127.0.0.1:" + ssh.port();
    }

    /** The change has failed, and says that the OS is changed. */
    void changedButNotReady(OsChange change, String... words) {
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
}
