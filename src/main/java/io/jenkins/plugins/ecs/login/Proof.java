package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.security.KeyPair;

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
}
