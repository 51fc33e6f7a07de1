package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cloud server as {@code GET /v1/{project_id}/cloudservers/{server_id}} tells it. Only what a change of its OS needs: the full
 * body may hold user data with passwords, and is neither kept nor logged.
 *
 * @param status {@code ACTIVE}, {@code SHUTOFF}, {@code REBUILD}, {@code ERROR} …
 * @param taskState what is being done to it, null when idle
 * @param updated when it last changed, as the cloud writes it ({@code 2026-01-15T08:00:00Z})
 */
public record Server(
        String id,
        String name,
        String status,
        @JsonProperty("OS-EXT-STS:task_state") String taskState,
        ImageRef image,
        Map<String, Object> metadata,

        @JsonProperty("os-extended-volumes:volumes_attached")
        List<Volume> volumes,

        String updated,
        Map<String, List<Address>> addresses,
        boolean locked) {

    public record ImageRef(String id) {}

    /** @param bootIndex a number in a string; {@code "0"} marks the system disk */
    public record Volume(String id, String device, String bootIndex) {}

    public record Address(String addr) {}

    /** Whether no operation is under way: only then does the status mean what it says. */
    public boolean isIdle() {
        return taskState == null || taskState.isBlank();
    }

    public boolean isIdleAnd(String wantedStatus) {
        return isIdle() && wantedStatus.equals(status);
    }

    /** @return the id of the volume it boots from, or null when it has none */
    public String systemVolumeId() {
        return volumes == null
                ? null
                : volumes.stream()
                        .filter(volume -> "0".equals(volume.bootIndex()))
                        .map(Volume::id)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** The image ids by which the cloud knows it: the two places that name one need not agree. */
    public Set<String> imageIds() {
        Set<String> ids = new TreeSet<>();
        if (image != null && image.id() != null) {
            ids.add(image.id());
        }
        if (metadata != null && metadata.get("metering.image_id") instanceof String id) {
            ids.add(id);
        }
        return ids;
    }

    /** @return the name of its image, or null where the cloud does not say */
    public String imageName() {
        return metadata == null ? null : Objects.toString(metadata.get("image_name"), null);
    }

    /** All IP addresses, in the cloud's order. */
    public List<String> addressList() {
        return addresses == null
                ? List.of()
                : addresses.values().stream()
                        .flatMap(List::stream)
                        .map(Address::addr)
                        .filter(Objects::nonNull)
                        .toList();
    }
}
