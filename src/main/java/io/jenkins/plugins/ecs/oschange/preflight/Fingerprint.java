package io.jenkins.plugins.ecs.oschange.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Tells whether login, user data and guardrails are still those that were checked, without keeping them: keyed with a secret of this process, so that nobody can try
 * passwords against it.
 */
final class Fingerprint {

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKey KEY = key();

    private Fingerprint() {}

    static String of(Login login, SecretText userData, GuardRails guardRails) {
        String described = "none";
        if (login instanceof Login.WithKeyPair with) {
            described = "pair\0" + with.name() + '\0' + with.userId();
        } else if (login instanceof Login.WithPublicKey with) {
            described = "public\0" + with.publicKey();
        } else if (login instanceof Login.WithPassword with) {
            described = "password\0" + with.password().reveal();
        }
        return of(described + "\0\0" + (userData == null ? "" : "data\0" + userData.reveal()) + "\0\0" + guardRails);
    }

    private static String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KEY);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey key() {
        try {
            return KeyGenerator.getInstance(ALGORITHM).generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
