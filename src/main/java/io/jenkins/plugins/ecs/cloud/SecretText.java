package io.jenkins.plugins.ecs.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Objects;

/**
 * A secret on its way through the engine. It never prints itself, cannot be serialised, and leaves only into a signature,
 * a token request or a request body.
 */
public final class SecretText {

    private static final String MASK = "****";

    private final String value;

    public SecretText(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** The secret in clear. Call it only where the secret leaves for the cloud, or is checked. */
    public String reveal() {
        return value;
    }

    /** The secret as UTF-8, which is what keys and user data are made of. */
    public byte[] revealBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** The text without these secrets, as they are and in base64. Null stays null. */
    static String mask(String text, Collection<SecretText> secrets) {
        String masked = text;
        for (SecretText secret : secrets) {
            if (masked != null && !secret.value.isBlank()) {
                masked = masked.replace(secret.value, MASK)
                        .replace(Base64.getEncoder().encodeToString(secret.revealBytes()), MASK);
            }
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
