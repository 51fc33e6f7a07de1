package io.jenkins.plugins.ecs.cloud;

import java.util.Objects;

/**
 * An access key of the cloud: the key's id (AK), its secret (SK) and, for temporary keys, the security token.
 *
 * @param id the access key id, which is no secret but is not printed either
 * @param secret the secret access key
 * @param securityToken the token of a temporary key, or null
 */
public record AccessKey(String id, SecretText secret, SecretText securityToken) {

    public AccessKey {
        Objects.requireNonNull(id);
        Objects.requireNonNull(secret);
    }

    public AccessKey(String id, String secret) {
        this(id, new SecretText(secret), null);
    }

    @Override
    public String toString() {
        return "AccessKey[****]";
    }
}
