package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** With what to log in; what is secret in it never prints itself. */
public sealed interface Proof {

    /** With nothing: a look ends at the host key. */
    record None() implements Proof {}

    /** @param key is used to sign, and never leaves this process: safe with any host */
    record WithKey(String user, KeyPair key) implements Proof {
        @Override
        public String toString() {
            return "key of " + user;
        }
    }

    /**
     * @param password is sent to the host
     * @param vouched the fingerprint of the host key that somebody has vouched for; no other host gets the password; null where nobody has, so that nobody gets it
     */
    record WithPassword(String user, SecretText password, String vouched) implements Proof {}

    Proof NONE = new None();

    /** With a key that was made this moment, so that only a machine lets it in that lets in every key. */
    static Proof unknownKey(String user) {
        try {
            return new WithKey(user, KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has these
        }
    }
}
