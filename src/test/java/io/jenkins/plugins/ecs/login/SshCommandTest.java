package io.jenkins.plugins.ecs.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import io.jenkins.plugins.ecs.simulator.LoginShell;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.Test;

/** A server that lets in, and then does something else than what it is asked for. */
class SshCommandTest {

    /** Much longer than a login takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Test
    void isNotWaitedForWhereAMenuIsShownInstead() throws Exception {
        KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        try (SimulatedCloud cloud = new SimulatedCloud(Clock.systemUTC());
                SshProbe probe = new SshProbe(PATIENCE)) {
            var ssh = cloud.region().at(Region.SERVER).ssh();
            ssh.authorize(PrivateKeys.publicLine(key)).shell(LoginShell.MENU);

            Sight sight = probe.look(new Target("127.0.0.1", ssh.port(), true), new Proof.WithKey("root", key))
                    .get(1, TimeUnit.MINUTES);

            assertEquals(Obstacle.NO_COMMAND, sight.obstacle(), sight.toString());
            assertTrue(sight.loggedIn());
            assertTrue(sight.detail().startsWith("Welcome."), sight.detail());
            assertNull(sight.cloudInit());
        }
    }
}
