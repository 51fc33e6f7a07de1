package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.trilead.ssh2.crypto.PEMDecoder;
import com.trilead.ssh2.signature.KeyAlgorithm;
import com.trilead.ssh2.signature.KeyAlgorithmManager;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The public half of SSH private keys, by which the cloud knows a key pair. The private half never leaves Jenkins. */
final class PublicKeys {

    private static final Logger LOGGER = Logger.getLogger(PublicKeys.class.getName());

    private PublicKeys() {}

    /** @return type and base64 as in {@code authorized_keys}, or null when no private key of the credential can be read */
    @CheckForNull
    static String of(SSHUserPrivateKey credential) {
        for (String pem : credential.getPrivateKeys()) {
            try {
                Secret passphrase = credential.getPassphrase();
                return line(PEMDecoder.decodeKeyPair(pem.toCharArray(), Secret.toString(passphrase)));
            } catch (IOException e) {
                LOGGER.log(
                        Level.FINE, e, () -> "A private key of credential " + credential.getId() + " cannot be read");
            }
        }
        return null;
    }

    private static String line(KeyPair pair) throws IOException {
        for (KeyAlgorithm<PublicKey, PrivateKey> algorithm : KeyAlgorithmManager.getSupportedAlgorithms()) {
            if (algorithm.supportsKey(pair.getPrivate())) {
                byte[] key = algorithm.encodePublicKey(pair.getPublic());
                return kind(key) + ' ' + Base64.getEncoder().encodeToString(key);
            }
        }
        throw new IOException("unknown kind of key");
    }

    /** The kind that the key itself names first, after its length; the algorithm may be called after a signature instead. */
    private static String kind(byte[] key) {
        int length = ByteBuffer.wrap(key).getInt();
        return new String(key, Integer.BYTES, length, StandardCharsets.US_ASCII);
    }
}
