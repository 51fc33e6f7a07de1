package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One server of the simulated cloud. */
public final class SimulatedServer {

    private String encryptedVolume;
    private String encryptionKey;
    private static final String VOLUMES = "os-extended-volumes:volumes_attached";

    private final ObjectNode json = Fixtures.server();
    private final Ids ids;
    private final Behaviour behaviour = new Behaviour();
    private final SimulatedSsh ssh;
    private final List<View> views = new ArrayList<>();
    private Duration lag = Duration.ZERO;
    private int diskSize = 40;

    /** The API's view from this time on. */
    private record View(Instant since, JsonNode json) {}

    SimulatedServer(Ids ids, String id, String name, String status, Clock clock) {
        this.ids = ids;
        ssh = new SimulatedSsh(this, clock);
        json.put("id", id).put("name", name);
        disk(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        become(status, null);
    }

    /** What the service tells of it, to be changed at will. */
    public ObjectNode json() {
        return json;
    }

    public String id() {
        return json.get("id").asText();
    }

    public String status() {
        return json.get("status").asText();
    }

    public String imageId() {
        return json.at("/image/id").asText();
    }

    /** The ID of the image as the image service lists it. */
    public String meteredImageId() {
        return json.at("/metadata/metering.image_id").asText();
    }

    /** The volume it boots from, or null. */
    public String systemVolumeId() {
        JsonNode first = json.path(VOLUMES).path(0);
        return first.path("bootIndex").asText().equals("0") ? first.path("id").asText() : null;
    }

    public String keyName() {
        return json.path("key_name").asText();
    }

    /** Deviations from the usual behaviour. */
    public Behaviour behaviour() {
        return behaviour;
    }

    /** Its SSH server, which listens once somebody asks for the port. */
    public SimulatedSsh ssh() {
        return ssh;
    }

    /** Changes of its OS fail in the job from now on, with this code and reason. */
    public SimulatedServer failChanges(String code, String reason) {
        behaviour.failChanges(code, reason);
        return this;
    }

    /** Its system disk has this many GB. */
    public SimulatedServer diskSize(int gigabytes) {
        diskSize = gigabytes;
        return this;
    }

    int diskSize() {
        return diskSize;
    }

    public String name() {
        return json.get("name").asText();
    }

    /** What a user of the demo should know of it. */
    public String note() {
        String code = behaviour.failureCode;
        return code == null ? "" : " (changes of its OS fail with " + code + ")";
    }

    /** Whether its task state is empty. */
    boolean isIdle() {
        return json.path("OS-EXT-STS:task_state").isNull();
    }

    /** Sets its status. @param taskState the task state, null for idle */
    public void become(String status, String taskState) {
        json.put("status", status).put("OS-EXT-STS:task_state", taskState);
    }

    /** Sets the time of its last change. */
    void touch(Instant when) {
        json.put("updated", when.truncatedTo(ChronoUnit.SECONDS).toString());
        if (!lag.isZero()) {
            views.add(new View(when, json.deepCopy()));
        }
    }

    /** Queries return its state of this long ago from now on, but none from before this call. */
    public SimulatedServer lagBehind(Duration behind) {
        lag = behind;
        views.clear();
        views.add(new View(Instant.MIN, json.deepCopy()));
        return this;
    }

    /** What a query returns at this time. */
    JsonNode told(Instant now) {
        if (lag.isZero()) {
            return json;
        }
        Instant seen = now.minus(lag);
        JsonNode told = views.get(0).json();
        for (View view : views) {
            told = view.since().isAfter(seen) ? told : view.json();
        }
        return told;
    }

    /** Makes it what a change of its OS leaves behind. */
    public void rebuiltFrom(String imageId, String imageName, String keyName) {
        disk(ids.uuid());
        boolean twice = behaviour.imageIdsDisagree;
        json.withObject("/image").put("id", twice ? otherNameOf(imageId) : imageId);
        json.withObject("/metadata").put("metering.image_id", imageId).put("image_name", imageName);
        json.put("key_name", keyName);
        become("ACTIVE", null);
    }

    private static String otherNameOf(String imageId) {
        return UUID.nameUUIDFromBytes(imageId.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Its two image IDs differ, now and after each OS change. */
    public SimulatedServer nameImageTwice() {
        behaviour.nameImageTwice();
        json.withObject("/image").put("id", otherNameOf(meteredImageId()));
        return this;
    }

    /** Makes it boot from this volume. */
    public void disk(String volumeId) {
        ArrayNode volumes = (ArrayNode) json.get(VOLUMES);
        ObjectNode disk = systemVolumeId() == null ? volumes.insertObject(0) : (ObjectNode) volumes.get(0);
        disk.put("id", volumeId)
                .put("delete_on_termination", "false")
                .put("device", "/dev/vda")
                .put("bootIndex", "0");
    }

    /** Detaches its system disk. */
    public void noDisk() {
        if (systemVolumeId() != null) {
            ((ArrayNode) json.get(VOLUMES)).remove(0);
        }
    }

    /** Its system disk is encrypted with this key, shown by EVS only. */
    public SimulatedServer encryptedWith(String kmsKeyId) {
        encryptedVolume = systemVolumeId();
        encryptionKey = kmsKeyId;
        return this;
    }

    /** Its system disk as EVS returns it. */
    ObjectNode disk() {
        boolean encrypted = systemVolumeId().equals(encryptedVolume);
        ObjectNode disk = json.objectNode()
                .put("id", systemVolumeId())
                .put("size", diskSize())
                .put("encrypted", encrypted);
        if (encrypted) {
            disk.putObject("metadata").put("__system__encrypted", "1").put("__system__cmkid", encryptionKey);
        }
        return disk;
    }

    /** It is billed yearly/monthly. */
    public SimulatedServer prepaid() {
        json.withObject("/metadata").put("charging_mode", "1");
        return this;
    }

    /** Adds a floating address to its fixed one. */
    public SimulatedServer floatingAddress(String address) {
        ArrayNode list = (ArrayNode) json.get("addresses").elements().next();
        list.addObject()
                .put("version", "4")
                .put("addr", address)
                .put("OS-EXT-IPS-MAC:mac_addr", "fa:16:3e:df:18:6d")
                .put("OS-EXT-IPS:type", "floating")
                .put("OS-EXT-IPS:port_id", "23037c18-027a-44e5-b6b9-f8d8f113fe02");
        return this;
    }
}
