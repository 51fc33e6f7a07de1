package io.jenkins.plugins.ecs.oschange.record;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.cloud.ServerAddress;
import io.jenkins.plugins.ecs.cloud.ServerAddress.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen of a server at one moment; by two of them a change is recognised. */
public final class ServerSnapshot implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String RUNNING = "ACTIVE";
    private static final String OFF = "SHUTOFF";
    private static final Set<String> COMPARED = Set.of(RUNNING, OFF, "ERROR");

    private final String name;
    private final String status;
    private final String taskState;
    private final String imageName;
    private final String systemVolumeId;
    private ArrayList<String> imageIds;
    private final String updated;
    private final String enterpriseProjectId;
    private ArrayList<String> floatingAddresses = new ArrayList<>();
    private ArrayList<String> otherAddresses = new ArrayList<>();

    private ServerSnapshot(ServerSnapshot seen, Masking masking) {
        name = masking.of(seen.name);
        status = masking.unless(COMPARED, seen.status);
        taskState = masking.of(seen.taskState);
        imageName = masking.of(seen.imageName);
        systemVolumeId = seen.systemVolumeId;
        imageIds = seen.imageIds;
        updated = masking.of(seen.updated);
        enterpriseProjectId = seen.enterpriseProjectId;
        floatingAddresses = seen.floatingAddresses;
        otherAddresses = seen.otherAddresses;
    }

    /** The same, with secrets masked in what is for people; IDs and addresses are not, by which a change is recognised. */
    ServerSnapshot without(Masking masking) {
        return new ServerSnapshot(this, masking);
    }

    public ServerSnapshot(Server server) {
        name = server.name();
        status = server.status();
        taskState = server.isIdle() ? null : server.taskState();
        imageName = server.imageName();
        systemVolumeId = server.systemVolumeId();
        imageIds = new ArrayList<>(server.imageIds());
        updated = server.updated();
        enterpriseProjectId = server.enterpriseProjectId();
        for (ServerAddress address : server.typedAddresses()) {
            (address.kind() == Kind.FLOATING ? floatingAddresses : otherAddresses).add(address.ip());
        }
    }

    /** What a record of an older version lacks is empty. */
    private Object readResolve() {
        imageIds = imageIds == null ? new ArrayList<>() : imageIds;
        floatingAddresses = floatingAddresses == null ? new ArrayList<>() : floatingAddresses;
        otherAddresses = otherAddresses == null ? new ArrayList<>() : otherAddresses;
        return this;
    }

    public String name() {
        return name;
    }

    public String status() {
        return status;
    }

    /** Whether it is off, and nothing is being done to it: only together they mean stopped. */
    public boolean isStopped() {
        return OFF.equals(status) && taskState == null;
    }

    /** Whether it is on, and nothing is being done to it. */
    public boolean isRunning() {
        return RUNNING.equals(status) && taskState == null;
    }

    public boolean isIdle() {
        return taskState == null;
    }

    /** Whether something is being done to the server, or was since {@code earlier}: another status or system disk than then. */
    public boolean showsActivitySince(ServerSnapshot earlier) {
        return !isIdle()
                || !Objects.equals(status, earlier.status)
                || !Objects.equals(systemVolumeId, earlier.systemVolumeId)
                || !imageIds.equals(earlier.imageIds);
    }

    /** Status and what is being done to it, for people. */
    public String label() {
        return taskState == null ? status : status + " (" + taskState + ")";
    }

    /** The name of its image, or null where the cloud does not say. */
    public String imageName() {
        return imageName;
    }

    /** Its image by name and id, as far as the cloud tells, for people. */
    public String imageLabel() {
        String ids = String.join(", ", imageIds);
        return imageName == null ? ids : imageName + " (" + ids + ")";
    }

    /** The volume it boots from, or null. */
    public String systemVolumeId() {
        return systemVolumeId;
    }

    /** Whether it is on or off, idle, and has this image by at least one of the two places that name one. */
    public boolean isAtRestWith(String imageId) {
        return (isRunning() || isStopped()) && imageIds.contains(imageId);
    }

    public List<String> imageIds() {
        return imageIds;
    }

    /** When the cloud last changed the server, as the cloud writes it. */
    public String updated() {
        return updated;
    }

    /** The enterprise project that it belongs to, or null for the default one. */
    public String enterpriseProjectId() {
        return enterpriseProjectId;
    }

    /** All IP addresses, those first that are reached from outside. */
    public List<String> addresses() {
        return Stream.concat(floatingAddresses.stream(), otherAddresses.stream())
                .toList();
    }

    /** The elastic IP addresses, which are reached from outside. */
    public List<String> floatingAddresses() {
        return List.copyOf(floatingAddresses);
    }

    /** The IP addresses for people, with what they are. */
    public String addressLabel() {
        String all = Stream.concat(
                        floatingAddresses.stream().map(ip -> text("address.floating", ip)), otherAddresses.stream())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all;
    }

    /**
     * Whether an OS change has begun, or happened, since this was seen: a rebuild under way, another system disk, or the wanted image in a place
     * where it was not. {@code updated} alone proves nothing, since anybody's action moves it.
     */
    public boolean changedIn(Server now, String wantedImage) {
        return "REBUILD".equals(now.status())
                || now.taskState() != null && now.taskState().startsWith("rebuil")
                || now.systemVolumeId() != null && !now.systemVolumeId().equals(systemVolumeId)
                || now.imageIds().contains(wantedImage) && !imageIds.contains(wantedImage);
    }
}
