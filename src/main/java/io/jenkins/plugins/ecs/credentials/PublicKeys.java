package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.PrivateKeys;
import java.io.IOException;
import java.security.KeyPair;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The key pairs of SSH private keys. By the public half the cloud knows them; the private half never leaves Jenkins. */
final class PublicKeys {

    private static final Logger LOGGER = Logger.getLogger(PublicKeys.class.getName());

    private PublicKeys() {}

    /** @return type and base64 as in {@code authorized_keys}, or null when no private key of the credential can be read */
    @CheckForNull
    static String of(SSHUserPrivateKey credential) {
        KeyPair pair = pair(credential);
        return pair == null ? null : PrivateKeys.publicLine(pair);
    }

    /** @return the first that can be read, or null */
    @CheckForNull
    static KeyPair pair(SSHUserPrivateKey credential) {
        SecretText passphrase = new SecretText(Secret.toString(credential.getPassphrase()));
        for (String pem : credential.getPrivateKeys()) {
            try {
                KeyPair pair = PrivateKeys.read(new SecretText(pem), passphrase);
                if (pair != null) {
                    return pair;
                }
            } catch (IOException e) {
                LOGGER.log(
                        Level.FINE, e, () -> "A private key of credential " + credential.getId() + " cannot be read");
            }
        }
        return null;
    }
}
