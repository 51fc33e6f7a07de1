package io.jenkins.plugins.ecs.cloud;

/**
 * A volume as {@code GET /v1/{project_id}/cloudservers/{server_id}/block_device/{volume_id}} tells it.
 *
 * @param size in GB; 0 where the cloud does not say
 */
public record AttachedVolume(String id, int size) {

    public AttachedVolume {
        id = Ids.lower(id);
    }
}
