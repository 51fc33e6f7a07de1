package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Objects;

/**
 * The body of {@code POST /v2/{project_id}/cloudservers/{server_id}/changeos}. Fields left null are not sent. All values travel as
 * JSON strings, also the boolean ones.
 *
 * @param keyName the key pair to log in with, instead of {@code adminPass}
 * @param userId the IAM user who owns the key pair
 * @param mode {@code withStopServer} where the cloud shall stop a running server itself
 * @param byol whether the user brings the image's licence; sent only when true, since some editions refuse other values
 * @param userData text for cloud-init, not yet encoded
 */
public record ChangeOsBody(
        String imageId,
        String keyName,
        String userId,
        SecretText adminPass,
        String mode,
        boolean byol,
        SecretText userData) {

    public ChangeOsBody {
        Objects.requireNonNull(imageId);
        if (keyName != null && adminPass != null) {
            throw new IllegalArgumentException("the API takes a key pair or a password, not both");
        }
    }

    /** The bytes to sign and to send. They hold secrets. */
    byte[] toJson() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode change = root.putObject("os-change");
        put(change, "adminpass", adminPass == null ? null : adminPass.reveal());
        put(change, "keyname", keyName);
        put(change, "userid", userId);
        put(change, "imageid", imageId);
        put(change, "mode", mode);
        if (byol || userData != null) {
            ObjectNode metadata = change.putObject("metadata");
            put(metadata, "BYOL", byol ? "true" : null);
            put(
                    metadata,
                    "user_data",
                    userData == null ? null : Base64.getEncoder().encodeToString(userData.revealBytes()));
        }
        try {
            return Json.MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts cannot fail to be written", e);
        }
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
