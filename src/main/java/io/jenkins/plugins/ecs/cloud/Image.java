package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/**
 * An image as the Image Management Service lists it ({@code GET /v2/cloudimages}).
 *
 * @param status {@code active} when it can be used
 * @param minDisk the smallest system disk it fits on, in GB
 * @param osType {@code Linux}, {@code Windows} or {@code Other}
 * @param environment {@code FusionCompute} for servers; {@code Ironic}, {@code DataImage} and {@code IsoImage} are for other things
 * @param kind {@code gold} (public), {@code private}, {@code shared} or {@code market}
 * @param firmware {@code bios} or {@code uefi}, or null where the service does not say
 * @param declaredArchitecture {@code x86} or {@code arm}, in the editions that tell it; use {@link #architecture}
 * @param arm {@code "true"} for an image of the Arm architecture
 * @param withoutInjection {@code "true"} where password and key cannot be set by cloud-init
 * @param features a JSON text of its own
 * @param createdAt as the service writes it ({@code 2026-01-15T06:00:00Z}); {@link #created} can be compared
 * @param origin for a private image {@code instance,} and the id of the server that it was made from
 * @param declaredEncrypted {@code 1} or {@code true} for an encrypted one; use {@link #isEncrypted}
 * @param kmsKeyId the key it is encrypted with, or null
 * @param loginUser the user that its cloud-init lets in, where the edition tells it
 */
public record Image(
        String id,
        String name,
        String status,
        @JsonProperty("min_disk") int minDisk,
        @JsonProperty("__os_type") String osType,
        @JsonProperty("__os_version") String osVersion,
        @JsonProperty("virtual_env_type") String environment,
        @JsonProperty("__imagetype") String kind,
        @JsonProperty("hw_firmware_type") String firmware,
        @JsonProperty("architecture") String declaredArchitecture,
        @JsonProperty("__support_arm") String arm,
        @JsonProperty("__support_fc_inject") String withoutInjection,
        @JsonProperty("__os_feature_list") String features,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("__data_origin") String origin,
        @JsonProperty("__system__encrypted") String declaredEncrypted,
        @JsonProperty("__system__cmkid") String kmsKeyId,
        @JsonProperty("__image_login_user") String loginUser) {

    private static final String FROM_SERVER = "instance,";
    private static final Set<String> ENCRYPTED = Set.of("1", "true", "True");

    public Image {
        id = Ids.lower(id);
    }

    /** Its name, or its id where it has none, for people. */
    public String label() {
        return name == null || name.isBlank() ? id : name;
    }

    /** When it was created; null where the service does not tell it, or in another form. */
    public Instant created() {
        try {
            return createdAt == null ? null : Instant.parse(createdAt);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** {@code arm} or {@code x86}. Not every edition tells it outright, but each marks what is made for Arm. */
    public String architecture() {
        return "true".equals(arm) || "arm".equals(declaredArchitecture) ? "arm" : "x86";
    }

    /** Whether it was made from that server's system disk. */
    public boolean isMadeFrom(String serverId) {
        return origin != null
                && origin.startsWith(FROM_SERVER)
                && Ids.lower(origin.substring(FROM_SERVER.length()).strip()).equals(Ids.lower(serverId));
    }

    /** Whether it is encrypted: what is made from it is too, and only with its key. */
    public boolean isEncrypted() {
        return ENCRYPTED.contains(String.valueOf(declaredEncrypted));
    }

    /** Whether servers can be made from it now. */
    public boolean isUsable() {
        return "active".equals(status) && (environment == null || "FusionCompute".equals(environment));
    }

    public boolean isWindows() {
        return "Windows".equals(osType);
    }

    /** Whether the console can set a password later, on a server made from it. */
    public boolean takesPasswordLater() {
        return features != null
                && "true".equals(Json.tree(features).path("onekey_resetpasswd").asText());
    }
}
