package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.SecretText;

/** How to log in to the server afterwards. Being one of these, it can never be a key pair and a password at once. */
public sealed interface Login {

    /** @param userId the IAM user who owns the key pair, or null to look it up */
    record WithKeyPair(String name, String userId) implements Login {}

    /** The key pair of the calling user that has this public key. @param publicKey as in {@code authorized_keys}: type, base64, comment */
    record WithPublicKey(String publicKey) implements Login {}

    /** The password of {@code root} or {@code Administrator}. */
    record WithPassword(SecretText password) implements Login {}

    /** None is set: the image or the user data must bring one. */
    record FromImage() implements Login {}
}
