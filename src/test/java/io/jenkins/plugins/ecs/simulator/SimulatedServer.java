package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One server of the simulated cloud. */
public final class SimulatedServer {

    private final ObjectNode json;
    private String failureCode;
    private String failureReason;
    private int diskSize = 40;

    SimulatedServer(ObjectNode template, String id, String name, String status) {
        json = (ObjectNode) template.get("server");
        json.put("id", id).put("name", name);
        disk(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        status(status, null);
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

    public String systemVolumeId() {
        return json.at("/os-extended-volumes:volumes_attached/0/id").asText();
    }

    public String keyName() {
        return json.path("key_name").asText();
    }

    /** Changes of its OS fail in the job from now on, with this code and reason. */
    public SimulatedServer failChanges(String code, String reason) {
        failureCode = code;
        failureReason = reason;
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

    String failureCode() {
        return failureCode;
    }

    String failureReason() {
        return failureReason;
    }

    public String name() {
        return json.get("name").asText();
    }

    /** What a user of the demo should know of it. */
    public String note() {
        return failureCode == null ? "" : " (changes of its OS fail with " + failureCode + ")";
    }

    void status(String status, String taskState) {
        json.put("status", status).put("OS-EXT-STS:task_state", taskState);
    }

    void touch(Instant when) {
        json.put("updated", when.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Makes it what a change of its OS leaves behind. */
    public void rebuiltFrom(String imageId, String imageName, String keyName) {
        disk(UUID.randomUUID().toString());
        json.withObject("/image").put("id", imageId);
        json.withObject("/metadata").put("metering.image_id", imageId).put("image_name", imageName);
        json.put("key_name", keyName);
        status("ACTIVE", null);
    }

    /** Makes it boot from this volume. */
    public void disk(String volumeId) {
        ((ObjectNode) json.at("/os-extended-volumes:volumes_attached/0")).put("id", volumeId);
    }

    /** @return why its state does not allow a change, or null */
    Answer complaint(boolean withStopServer) {
        if (json.path("locked").asBoolean()) {
            return Answer.ecs(400, "Ecs.0605", "ECS locked.");
        }
        if (json.at("/metadata/EcmResStatus").asText().equals("freeze")) {
            return Answer.ecs(400, "Ecs.0030", "The ECS has been frozen.");
        }
        if (!json.path("OS-EXT-STS:task_state").isNull()) {
            return Answer.ecs(501, "Ecs.0603", "Other commands are being executed. Try again after 1 minute.");
        }
        boolean stopped = status().equals("SHUTOFF") || status().equals("ERROR");
        return stopped || withStopServer
                ? null
                : Answer.ecs(400, "Ecs.0100", "The ECS status does not meet requirements.");
    }
}
