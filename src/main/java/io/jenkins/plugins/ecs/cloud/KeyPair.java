package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An SSH key pair of the account ({@code GET /v2.1/{project_id}/os-keypairs/{name}}).
 *
 * @param userId the IAM user who owns it: the one to name as {@code userid} in a change
 */
public record KeyPair(
        String name,
        String fingerprint,
        @JsonProperty("public_key") String publicKey,
        @JsonProperty("user_id") String userId) {

    public KeyPair {
        userId = Ids.lower(userId);
    }
}
