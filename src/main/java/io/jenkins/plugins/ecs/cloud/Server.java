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
 * @param tags each {@code key=value}, or {@code key} alone; null where the cloud tells none
 * @param enterpriseProject told by some clouds, others tell it as a system tag: use {@link #enterpriseProjectId}
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
        boolean locked,
        List<String> tags,
        @JsonProperty("enterprise_project_id") String enterpriseProject,
        @JsonProperty("sys_tags") List<SystemTag> systemTags) {

    private static final String ENTERPRISE_PROJECT_TAG = "_sys_enterprise_project_id";
    private static final String DEFAULT_PROJECT = "0";
    private static final String PREPAID = "1";
    private static final String SPOT = "2";

    public Server {
        id = Ids.lower(id);
    }

    public record ImageRef(String id) {
        public ImageRef {
            id = Ids.lower(id);
        }
    }

    /** @param bootIndex a number in a string; {@code "0"} marks the system disk */
    public record Volume(String id, String device, String bootIndex) {
        public Volume {
            id = Ids.lower(id);
        }
    }

    /** What the cloud marks it with. */
    public record SystemTag(String key, String value) {}

    /** @param kind {@code fixed} or {@code floating}; null where the cloud does not say */
    public record Address(
            String addr, @JsonProperty("OS-EXT-IPS:type") String kind) {}

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
                        .filter(id -> id != null && !id.isBlank())
                        .findFirst()
                        .orElse(null);
    }

    /** The image ids by which the cloud knows it: the two places that name one need not agree. */
    public Set<String> imageIds() {
        Set<String> ids = new TreeSet<>();
        if (image != null && image.id() != null) {
            ids.add(image.id());
        }
        if (meteredImageId() != null) {
            ids.add(meteredImageId());
        }
        return ids;
    }

    /** The id of the image that it is charged by, which is the one that IMS lists; or null. */
    public String meteredImageId() {
        return Ids.lower(metadata("metering.image_id"));
    }

    /** @return the name of its image, or null where the cloud does not say */
    public String imageName() {
        return metadata("image_name");
    }

    /** {@code Linux}, {@code Windows} or null. */
    public String osType() {
        return metadata("os_type");
    }

    /** Whether it is paid by the year or month. */
    public boolean isPrepaid() {
        return PREPAID.equals(metadata("charging_mode"));
    }

    /** Whether it runs on what is left over, at a price that changes. */
    public boolean isSpot() {
        return SPOT.equals(metadata("charging_mode"));
    }

    /** {@code freeze} where the account's trouble has frozen it; {@code normal}, or null. */
    public String resourceStatus() {
        return metadata("EcmResStatus");
    }

    /** The enterprise project that it belongs to; null for the default one, or where the cloud has none. */
    public String enterpriseProjectId() {
        String told = isBlank(enterpriseProject) && systemTags != null
                ? systemTags.stream()
                        .filter(tag -> ENTERPRISE_PROJECT_TAG.equals(tag.key()))
                        .map(SystemTag::value)
                        .findFirst()
                        .orElse(null)
                : enterpriseProject;
        return isBlank(told) || DEFAULT_PROJECT.equals(told) ? null : told;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** Which service has locked it, or null where a person has, or nobody. */
    public String lockSource() {
        return metadata("lockSource");
    }

    private String metadata(String key) {
        return metadata == null ? null : Objects.toString(metadata.get(key), null);
    }

    /** How many volumes it has beside the one that it boots from. */
    public long dataDisks() {
        return volumes == null
                ? 0
                : volumes.stream()
                        .filter(volume -> !"0".equals(volume.bootIndex()))
                        .count();
    }

    /** All IP addresses, in the cloud's order. */
    public List<String> addressList() {
        return typedAddresses().stream().map(ServerAddress::ip).toList();
    }

    /** All IP addresses with what each is, in the cloud's order. */
    public List<ServerAddress> typedAddresses() {
        return addresses == null
                ? List.of()
                : addresses.values().stream()
                        .flatMap(List::stream)
                        .filter(address -> address.addr() != null)
                        .map(address -> new ServerAddress(address.addr(), ServerAddress.Kind.of(address.kind())))
                        .toList();
    }
}
