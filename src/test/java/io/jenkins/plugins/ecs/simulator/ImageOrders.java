package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.simulator.Deed.What;
import io.jenkins.plugins.ecs.simulator.Deed.Who;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What IMS does of private images: takes orders for images of servers' system disks, makes them in jobs ({@code queued}, {@code saving}, {@code active}), and counts them
 * against a quota.
 */
public final class ImageOrders {

    private static final Set<String> FIELDS =
            Set.of("name", "instance_id", "description", "image_tags", "enterprise_project_id");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}._-]([\\p{L}\\p{N}._ -]{0,126}[\\p{L}\\p{N}._-])?");

    private final Region region;
    private final Images images;
    private final Ids ids;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private Duration takes = Duration.ofMinutes(3);
    private Duration activeLater = Duration.ZERO;
    private int quota = 50;
    private String failureCode;
    private String failureReason;
    private boolean forgetsImageId;
    private boolean losesImages;
    private boolean needsStoppedServer;
    private boolean sameNames;
    private String onlyProject;

    private final class Order {
        private final String jobId = ids.digits();
        private final ObjectNode image;
        private final Deed deed;
        private final Instant begin = clock.instant();
        private Instant end = begin.plus(takes);
        private Instant active = end.plus(activeLater);
        private final String code = failureCode;
        private final String reason = failureReason;

        Order(ObjectNode image, Deed deed) {
            this.image = image;
            this.deed = deed;
        }

        void settle(Instant now) {
            if (deed.ended() != null) {
                return;
            }
            if (code != null && !now.isBefore(end)) {
                images.remove(image.path("id").asText());
                deed.failed(end);
            } else if (code == null && !now.isBefore(active)) {
                image.put("status", "active").put("active_at", active.toString());
                deed.done(image.path("id").asText(), active);
            } else if (!now.isBefore(begin.plusSeconds(5))) {
                image.put("status", "saving");
            }
        }

        JsonNode job(Instant now) {
            boolean ended = !now.isBefore(end);
            double part = (double) Duration.between(begin, now).toMillis()
                    / Math.max(1, Duration.between(begin, end).toMillis());
            String status = ended ? code == null ? "SUCCESS" : "FAIL" : part < 0.1 ? "INIT" : "RUNNING";
            ObjectNode root = Answer.MAPPER
                    .createObjectNode()
                    .put("status", status)
                    .put("job_id", jobId)
                    .put("job_type", "imsCreateImageByInstance")
                    .put("begin_time", begin.toString())
                    .put("end_time", ended ? end.toString() : "")
                    .put("error_code", status.equals("FAIL") ? code : null)
                    .put("fail_reason", status.equals("FAIL") ? reason : null);
            ObjectNode entities = root.putObject("entities");
            if (status.equals("RUNNING")) {
                entities.put("process_percent", Math.floor(part * 10) / 10);
            }
            if (!status.equals("INIT")) {
                entities.put("image_name", image.path("name").asText());
            }
            if (status.equals("SUCCESS") && !forgetsImageId) {
                entities.put("image_id", image.path("id").asText());
            }
            return root;
        }
    }

    ImageOrders(Region region, Images images, Ids ids, Audit audit, Clock clock) {
        this.region = region;
        this.images = images;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /** Images that are ordered from now on take this long. */
    public ImageOrders take(Duration duration) {
        takes = duration;
        return this;
    }

    /** Images that are ordered from now on become active this long after their jobs have succeeded. */
    public ImageOrders becomeActiveLater(Duration later) {
        activeLater = later;
        return this;
    }

    /** Images that are ordered from now on fail in their jobs. */
    public ImageOrders fail(String code, String reason) {
        failureCode = code;
        failureReason = reason;
        return this;
    }

    /** Jobs do not name the image that they have made. */
    public ImageOrders forgetImageIds() {
        forgetsImageId = true;
        return this;
    }

    /** The list of images does not have the new ones. */
    public ImageOrders hideImages() {
        losesImages = true;
        return this;
    }

    /** Images of running servers are refused. */
    public ImageOrders needStoppedServers() {
        needsStoppedServer = true;
        return this;
    }

    /** Names need not be unique. */
    public ImageOrders tellNoNamesApart() {
        sameNames = true;
        return this;
    }

    /** The user may make images in this enterprise project, and in no other. */
    public ImageOrders onlyInEnterpriseProject(String id) {
        onlyProject = id;
        return this;
    }

    /** There may be this many private images. */
    public ImageOrders quota(int images) {
        quota = images;
        return this;
    }

    /** A private image that was made before. @return its ID */
    public String made(String name, String serverId) {
        synchronized (region) {
            String id = ids.uuid();
            images.addPrivate(id, name, region.at(serverId), clock.instant()).put("status", "active");
            return id;
        }
    }

    void settle() {
        orders.values().forEach(order -> order.settle(clock.instant()));
    }

    void finish() {
        for (Order order : orders.values()) {
            Instant now = clock.instant();
            order.end = order.end.isAfter(now) ? now : order.end;
            order.active = order.active.isAfter(now) ? now : order.active;
            order.settle(now);
        }
    }

    Answer order(String body) {
        synchronized (region) {
            JsonNode asked = ChangeRules.parse(body);
            Answer complaint = complaint(asked);
            if (complaint != null) {
                return complaint;
            }
            SimulatedServer server = region.at(asked.path("instance_id").asText());
            Deed deed = audit.add(new Deed(clock.instant(), Who.US, What.SAVE_IMAGE, server, asked));
            String id = ids.uuid();
            ObjectNode image = images.addPrivate(id, asked.path("name").asText(), server, clock.instant())
                    .put(
                            "enterprise_project_id",
                            asked.path("enterprise_project_id").asText("0"));
            Order order = new Order(image, deed);
            if (losesImages) {
                images.remove(id);
            }
            orders.put(order.jobId, order);
            deed.job(order.jobId);
            return Answer.job(order.jobId);
        }
    }

    /** @return why the order is refused, or null */
    private Answer complaint(JsonNode asked) {
        Iterable<String> fields = asked::fieldNames;
        for (String field : fields) {
            if (!FIELDS.contains(field)) {
                return refusal("0001", "Unknown field " + field);
            }
        }
        String name = asked.path("name").asText();
        String description = asked.path("description").asText();
        SimulatedServer server = region.at(asked.path("instance_id").asText());
        if (!NAME.matcher(name).matches()) {
            return refusal("0003", "The image name is invalid.");
        }
        if (description.length() > 1024 || description.matches("(?s).*[<>\\r\\n].*")) {
            return refusal("0004", "The image description is invalid.");
        }
        if (onlyProject != null
                && !onlyProject.equals(asked.path("enterprise_project_id").asText())) {
            return Answer.ecs(403, "IMG.0026", "Policy doesn't allow ims:serverImages:create to be performed.");
        }
        if (server == null) {
            return refusal("0005", "The instance does not exist.");
        }
        settle();
        if (!sameNames
                && images.privates().stream()
                        .anyMatch(image -> name.equals(image.path("name").asText()))) {
            return refusal("0009", "The image name already exists.");
        }
        if (images.privates().size() >= quota) {
            return refusal("0015", "The quota is insufficient.");
        }
        if (!server.isIdle()) {
            return refusal("0010", "The instance has other tasks in progress.");
        }
        if (needsStoppedServer && !server.status().equals("SHUTOFF")) {
            return refusal("0008", "instance is not shutoff.");
        }
        if (server.systemVolumeId() == null) {
            return refusal("0006", "The system disk does not exist.");
        }
        return server.diskSize() > 1024 ? refusal("0111", "The system disk is larger than 1 TB.") : null;
    }

    private static Answer refusal(String code, String message) {
        return Answer.ecs(400, "IMG." + code, message);
    }

    Answer quota() {
        synchronized (region) {
            ObjectNode root = Answer.MAPPER.createObjectNode();
            root.putObject("quotas")
                    .putArray("resources")
                    .addObject()
                    .put("type", "image")
                    .put("used", images.privates().size())
                    .put("quota", quota)
                    .put("min", 1)
                    .put("max", 1000);
            return Answer.ok(root);
        }
    }

    /** @return null where there is no such job of IMS */
    Answer job(String id) {
        settle();
        Order order = orders.get(id);
        return order == null ? null : Answer.ok(order.job(clock.instant()));
    }
}
