package io.jenkins.plugins.ecs.login;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.Test;

/** The host key that a server shows, and the one that its console names. */
class HostKeyTest {

    private static PublicKey publicKey() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256).getPublic();
    }

    @Test
    void knowsAHostKeyOnTheConsole() throws GeneralSecurityException {
        HostKey one = HostKey.of(publicKey());
        HostKey other = HostKey.of(publicKey());
        SecretText console = new SecretText("| 256 " + one.fingerprint() + " root@web-1 (ED25519)\nlogin:");

        assertTrue(one.isNamedIn(console));
        assertTrue(one.isNamedIn(new SecretText("ssh-ed25519 " + one.base64() + " root@web-1\n")));
        assertFalse(other.isNamedIn(console));
        assertFalse(one.isNamedIn(new SecretText("xx" + one.fingerprint())), "as a word only");
        assertNotEquals(one, other);
    }
}
