package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Objects;

/**
 * A disk as EVS tells it ({@code GET /v2/{project_id}/os-vendor-volumes/{volume_id}}): the only place that tells whether it is encrypted. ECS does not, neither of a server nor of
 * its volumes.
 *
 * @param size in GB; 0 where the service does not say
 * @see <a href="https://docs.otc.t-systems.com/elastic-volume-service/api-ref/">EVS API reference: querying details about a disk</a>
 */
public record Disk(
        String id, int size, @JsonProperty("encrypted") boolean declaredEncrypted, Map<String, Object> metadata) {

    public Disk {
        id = Ids.lower(id);
    }

    /** Without the mark in its metadata a disk is not encrypted, says the reference. */
    public boolean isEncrypted() {
        return declaredEncrypted || "1".equals(metadata("__system__encrypted"));
    }

    /** The id of the key that it is encrypted with, or null. */
    public String kmsKeyId() {
        return isEncrypted() ? Ids.lower(metadata("__system__cmkid")) : null;
    }

    private String metadata(String key) {
        return metadata == null ? null : Objects.toString(metadata.get(key), null);
    }
}
