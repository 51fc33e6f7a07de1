package io.jenkins.plugins.ecs.cloud;

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
 * @param encrypt whether the new system disk is encrypted
 * @param kmsKeyId the key it is encrypted with, or null for the account's default; goes with {@code encrypt} only
 * @param autoPay whether a price difference of a yearly or monthly server is paid at once
 * @param cloudInit whether the image has cloud-init or Cloudbase-Init: v2 of the API; else v1, which knows no user data
 */
public record ChangeOsBody(
        String imageId,
        String keyName,
        String userId,
        SecretText adminPass,
        String mode,
        boolean byol,
        SecretText userData,
        boolean encrypt,
        String kmsKeyId,
        boolean autoPay,
        boolean cloudInit) {

    public ChangeOsBody {
        Objects.requireNonNull(imageId);
        imageId = Ids.lower(imageId);
        userId = Ids.lower(userId);
        if (keyName != null && adminPass != null) {
            throw new IllegalArgumentException("the API takes a key pair or a password, not both");
        }
    }

    /** The fields that every edition of the API has. */
    public ChangeOsBody(
            String imageId,
            String keyName,
            String userId,
            SecretText adminPass,
            String mode,
            boolean byol,
            SecretText userData) {
        this(imageId, keyName, userId, adminPass, mode, byol, userData, false, null, false, true);
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
        put(change, "isAutoPay", autoPay ? "true" : null);
        if (byol || userData != null || encrypt) {
            ObjectNode metadata = change.putObject("metadata");
            put(metadata, "BYOL", byol ? "true" : null);
            put(
                    metadata,
                    "user_data",
                    userData == null ? null : Base64.getEncoder().encodeToString(userData.revealBytes()));
            put(metadata, "__system__encrypted", encrypt ? "1" : null);
            put(metadata, "__system__cmkid", encrypt ? kmsKeyId : null);
        }
        return Json.bytes(root);
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
