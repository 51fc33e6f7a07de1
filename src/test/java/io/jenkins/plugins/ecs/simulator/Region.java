package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** The servers, images, key pairs and jobs of the simulated cloud, and what it does on request. */
public final class Region {

    /** The server and image that the vendor's documents use in their examples. */
    public static final String SERVER = "616fb98f-46ca-475e-917e-2563e5a8cd19";

    public static final String IMAGE = "e215580f-73ad-429d-b6f2-5433947433b0";
    /** What its servers run at first. */
    public static final String OLD_IMAGE = "c71b64e7-4767-4406-afde-2c7c7ac2242c";

    public static final String KEY_PAIR = "KeyPair-350b";

    private final Clock clock;
    private final Map<String, SimulatedServer> servers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> images = new LinkedHashMap<>();
    private final Map<String, SimulatedJob> jobs = new LinkedHashMap<>();
    private final ObjectNode keyPair = fixture("keypair.json");
    /** Those whose effect is still to come, by the time of it. */
    private final PriorityQueue<SimulatedJob> pending = new PriorityQueue<>(Comparator.comparing(SimulatedJob::end));

    private Duration jobDuration = Duration.ofSeconds(60);
    private int stops;
    private int changes;

    Region(Clock clock) {
        this.clock = clock;
        addServer(SERVER, "web-1", "SHUTOFF");
        addImage(IMAGE, "Standard_Ubuntu_22.04_latest");
        addImage(OLD_IMAGE, "Public_Cloudinit_Oracle_Linux_7.4_64bit_40G");
    }

    static ObjectNode fixture(String name) {
        try (var in = Region.class.getResourceAsStream(name)) {
            return (ObjectNode) Answer.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized SimulatedServer addServer(String id, String name, String status) {
        SimulatedServer server = new SimulatedServer(fixture("server.json"), id, name, status);
        servers.put(id, server);
        return server;
    }

    public synchronized void addImage(String id, String name) {
        ObjectNode image = (ObjectNode) fixture("images.json").get("images").get(0);
        String os =
                name.replaceAll("^(Standard|Public_Cloudinit)_|_latest$", "").replace('_', ' ');
        images.put(id, image.put("id", id).put("name", name).put("__os_version", os));
    }

    /** The image as the service tells it, to be changed at will. */
    public synchronized ObjectNode image(String id) {
        return images.get(id);
    }

    public synchronized SimulatedServer at(String serverId) {
        settle();
        return servers.get(serverId);
    }

    public synchronized Map<String, SimulatedServer> servers() {
        return new LinkedHashMap<>(servers);
    }

    public synchronized Map<String, ObjectNode> images() {
        return new LinkedHashMap<>(images);
    }

    synchronized void jobsTake(Duration duration) {
        jobDuration = duration;
    }

    /** How many changes of an OS were begun. */
    public synchronized int changes() {
        return changes;
    }

    /** How often a server was told to stop. */
    public synchronized int stops() {
        return stops;
    }

    synchronized Answer server(String id) {
        settle();
        SimulatedServer server = servers.get(id);
        return server == null
                ? noSuchServer(id)
                : Answer.ok(Answer.MAPPER.createObjectNode().set("server", server.json()));
    }

    synchronized Answer volume(String serverId, String volumeId) {
        SimulatedServer server = servers.get(serverId);
        if (server == null || !server.systemVolumeId().equals(volumeId)) {
            return Answer.nova(404, "itemNotFound", "The volume is not attached to the server.");
        }
        ObjectNode root = Answer.MAPPER.createObjectNode();
        // The documents print the size as a string.
        root.putObject("volumeAttachment")
                .put("id", volumeId)
                .put("size", String.valueOf(server.diskSize()))
                .put("bootIndex", 0);
        return Answer.ok(root);
    }

    synchronized Answer job(String id) {
        settle();
        SimulatedJob job = jobs.get(id);
        return job == null
                ? new Answer(
                        400,
                        Answer.MAPPER
                                .createObjectNode()
                                .put("code", "Common.0011")
                                .put("message", "Invalid job id."))
                : Answer.ok(job.json(clock.instant()));
    }

    /** @param marker the id of the last image of the page before, or null */
    synchronized Answer images(String id, String marker, int limit) {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("images");
        boolean begun = marker == null;
        for (ObjectNode image : images.values()) {
            String imageId = image.path("id").asText();
            if (begun && (id == null || imageId.equals(id)) && (limit == 0 || list.size() < limit)) {
                list.add(image);
            }
            begun |= imageId.equals(marker);
        }
        return Answer.ok(root);
    }

    /** @param page from 1 */
    synchronized Answer servers(int page, int limit) {
        settle();
        ObjectNode root = Answer.MAPPER.createObjectNode().put("count", servers.size());
        ArrayNode list = root.putArray("servers");
        int size = limit == 0 ? 25 : limit;
        servers.values().stream()
                .skip((long) (Math.max(page, 1) - 1) * size)
                .limit(size)
                .forEach(server -> list.add(server.json()));
        return Answer.ok(root);
    }

    synchronized Answer keyPairs() {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        ObjectNode listed = keyPair.get("keypair").deepCopy();
        listed.remove("user_id");
        root.putArray("keypairs").addObject().set("keypair", listed);
        return Answer.ok(root);
    }

    /** The key pair as the service tells it, to be changed at will. */
    public synchronized ObjectNode keyPair() {
        return (ObjectNode) keyPair.get("keypair");
    }

    synchronized Answer keyPair(String name) {
        return name.equals(KEY_PAIR)
                ? Answer.ok(keyPair)
                : Answer.nova(404, "itemNotFound", "Keypair " + name + " not found for user " + SimulatedCloud.USER);
    }

    synchronized Answer changeOs(String version, String serverId, String contentType, String body) {
        settle();
        SimulatedServer server = servers.get(serverId);
        if (server == null) {
            return noSuchServer(serverId);
        }
        JsonNode wanted = ChangeRules.parse(body);
        Answer complaint = ChangeRules.complaint(version, contentType, wanted, this);
        if (complaint == null) {
            complaint = server.complaint(
                    wanted.path("os-change").path("mode").asText("").equals("withStopServer"));
        }
        if (complaint != null) {
            return complaint;
        }
        changes++;
        return Answer.job(start(SimulatedJob.change(
                server, images.get(wanted.at("/os-change/imageid").asText()), wanted, clock.instant(), jobDuration)));
    }

    synchronized Answer action(String body) {
        settle();
        JsonNode stop = ChangeRules.parse(body).path("os-stop");
        SimulatedServer server =
                servers.get(stop.path("servers").path(0).path("id").asText());
        if (server == null || !stop.path("type").asText().equals("SOFT")) {
            return Answer.ecs(400, "Ecs.0005", "The request is not understood.");
        }
        stops++;
        return Answer.job(start(SimulatedJob.stop(server, clock.instant())));
    }

    /** Lets every job that is under way end at some moment between now and then. */
    public synchronized void finishJobsWithin(Duration time, RandomGenerator random) {
        List<SimulatedJob> underWay = List.copyOf(pending);
        pending.clear();
        underWay.forEach(job -> {
            job.endAt(clock.instant().plusMillis(random.nextLong(time.toMillis())));
            pending.add(job);
        });
    }

    /** Ends every job now. */
    public synchronized void finishJobs() {
        List.copyOf(pending).forEach(job -> job.finish(clock.instant()));
        pending.clear();
    }

    private String start(SimulatedJob job) {
        jobs.put(job.id(), job);
        pending.add(job);
        return job.id();
    }

    /** Lets everything happen that has happened by now. */
    private void settle() {
        Instant now = clock.instant();
        while (!pending.isEmpty() && !now.isBefore(pending.peek().end())) {
            pending.remove().settle(now);
        }
    }

    private static Answer noSuchServer(String id) {
        return Answer.ecs(404, "Ecs.0114", "Instance[" + id + "] could not be found.");
    }
}
