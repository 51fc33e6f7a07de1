package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The servers, images, key pairs and jobs of the simulated cloud. */
public final class Region {

    /** The server and image that the vendor's documents use in their examples. */
    public static final String SERVER = "616fb98f-46ca-475e-917e-2563e5a8cd19";

    public static final String IMAGE = "e215580f-73ad-429d-b6f2-5433947433b0";
    /** What its servers run at first. */
    public static final String OLD_IMAGE = "c71b64e7-4767-4406-afde-2c7c7ac2242c";

    public static final String KEY_PAIR = "KeyPair-350b";

    private final Ids ids = new Ids();
    private final Map<String, SimulatedServer> servers = new LinkedHashMap<>();
    private int mostServersOnAPage = 1000;
    private final Images images = new Images();
    private final KeyPairs keyPairs = new KeyPairs();
    private final Audit audit = new Audit();
    private final Clock clock;
    private final Jobs jobs;
    private final Operations operations;
    private final Somebody somebody;
    private final ImageOrders imageOrders;

    Region(Clock clock) {
        this.clock = clock;
        jobs = new Jobs(clock);
        operations = new Operations(clock, ids, jobs, audit, keyPairs);
        somebody = new Somebody(this, operations, audit, clock);
        imageOrders = new ImageOrders(this, images, ids, audit, clock);
        addServer(SERVER, "web-1", "SHUTOFF");
        addImage(IMAGE, "Standard_Ubuntu_22.04_latest");
        addImage(OLD_IMAGE, "Public_Cloudinit_Oracle_Linux_7.4_64bit_40G");
    }

    public synchronized SimulatedServer addServer(String id, String name, String status) {
        SimulatedServer server = new SimulatedServer(ids, id, name, status, clock);
        servers.put(id, server);
        return server;
    }

    public synchronized void addImage(String id, String name) {
        images.add(id, name);
    }

    /** The image as the service tells it, to be changed at will. */
    public synchronized ObjectNode image(String id) {
        return images.of(id);
    }

    public synchronized SimulatedServer at(String serverId) {
        jobs.settle();
        return servers.get(serverId);
    }

    synchronized void remove(String serverId) {
        servers.remove(serverId);
    }

    public synchronized Map<String, SimulatedServer> servers() {
        return new LinkedHashMap<>(servers);
    }

    public synchronized Map<String, ObjectNode> images() {
        return images.all();
    }

    /** The key pairs of all users. */
    public KeyPairs keyPairs() {
        return keyPairs;
    }

    /** The calling user's {@link #KEY_PAIR} as the API returns it, for tests to modify. */
    public ObjectNode keyPair() {
        return keyPairs.of(SimulatedCloud.USER, KEY_PAIR);
    }

    /** All operations that were accepted so far, of both users. */
    public synchronized Audit audit() {
        jobs.settle();
        imageOrders.settle();
        return audit;
    }

    /** Another user of the same project. */
    public Somebody somebody() {
        return somebody;
    }

    synchronized void jobsTake(Duration duration) {
        operations.changesTake(duration);
    }

    /** Whatever is asked for. */
    public synchronized void giveServersAtOnce(int most) {
        mostServersOnAPage = most;
    }

    /** Job queries return the state of this long ago, and {@code Common.0011} (400) for a job that did not exist then. */
    public synchronized void jobsLagBehind(Duration behind) {
        jobs.lagBehind(behind, Answer.flat(400, "Common.0011", "Invalid job id."));
    }

    /** The same with 404 for a job that did not exist then. */
    public synchronized void jobsLagBehindAndAreNotFound(Duration behind) {
        jobs.lagBehind(behind, Answer.ecs(404, "Common.0011", "The job could not be found."));
    }

    /** Job IDs are UUIDs with dashes from now on, as in one of the vendor's samples. */
    public synchronized void nameJobsWithDashes() {
        operations.nameJobsWithDashes();
    }

    /** How many OS changes of the client were accepted. */
    public int changes() {
        return audit.ourChanges().size();
    }

    /** How many stops of the client were accepted. */
    public int stops() {
        return audit.deeds(Deed.Who.US, Deed.What.STOP).size();
    }

    /** How many starts of the client were accepted. */
    public int starts() {
        return audit.deeds(Deed.Who.US, Deed.What.START).size();
    }

    synchronized Answer server(String id) {
        SimulatedServer server = at(id);
        return server == null
                ? noSuchServer(id)
                : Answer.ok(Answer.MAPPER.createObjectNode().set("server", server.told(clock.instant())));
    }

    synchronized Answer volume(String serverId, String volumeId) {
        SimulatedServer server = servers.get(serverId);
        if (server == null || !volumeId.equals(server.systemVolumeId())) {
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

    /** What EVS tells of a system disk. */
    synchronized Answer disk(String volumeId) {
        for (SimulatedServer server : servers.values()) {
            if (volumeId.equals(server.systemVolumeId())) {
                ObjectNode root = Answer.MAPPER.createObjectNode();
                root.set("volume", server.disk());
                return Answer.ok(root);
            }
        }
        return Answer.nova(404, "itemNotFound", "Volume " + volumeId + " could not be found.");
    }

    synchronized Answer job(String id) {
        jobs.settle();
        Answer ofImage = imageOrders.job(id);
        return ofImage == null ? jobs.tell(id) : ofImage;
    }

    synchronized Answer images(HttpUrl question) {
        imageOrders.settle();
        return images.page(question);
    }

    /** The private images of servers' system disks that are being made, and what shall go wrong with them. */
    public ImageOrders imageOrders() {
        return imageOrders;
    }

    /**
     * @param name found anywhere in a name, as a pattern in any case; null for all
     * @param page from 1
     */
    synchronized Answer servers(String name, int page, int limit) {
        jobs.settle();
        List<SimulatedServer> fitting = servers.values().stream()
                .filter(server -> name == null || fits(name, server.name()))
                .toList();
        ObjectNode root = Answer.MAPPER.createObjectNode().put("count", fitting.size());
        ArrayNode list = root.putArray("servers");
        int size = limit == 0 ? 25 : Math.min(limit, mostServersOnAPage);
        fitting.stream()
                .skip((long) (Math.max(page, 1) - 1) * size)
                .limit(size)
                .forEach(server -> list.add(server.told(clock.instant())));
        return Answer.ok(root);
    }

    synchronized Answer changeOs(String version, String serverId, String contentType, String body) {
        SimulatedServer server = at(serverId);
        if (server == null) {
            return noSuchServer(serverId);
        }
        JsonNode wanted = ChangeRules.parse(body);
        Answer complaint = ChangeRules.complaint(version, contentType, wanted, this);
        return complaint != null
                ? complaint
                : operations.changeOs(
                        Deed.Who.US,
                        server,
                        images.of(wanted.at("/os-change/imageid").asText()),
                        wanted);
    }

    synchronized Answer action(String body) {
        JsonNode root = ChangeRules.parse(body);
        String action = root.size() == 1 ? root.fieldNames().next() : "";
        JsonNode told = root.path(action);
        SimulatedServer server = at(told.path("servers").path(0).path("id").asText());
        if (server == null || told.path("servers").size() != 1) {
            return Answer.ecs(400, "Ecs.0005", "The request is not understood.");
        }
        if (action.equals("os-stop") && told.path("type").asText().equals("SOFT")) {
            return operations.stop(Deed.Who.US, server);
        }
        return action.equals("os-start") && !told.has("type")
                ? operations.start(Deed.Who.US, server)
                : Answer.ecs(400, "Ecs.0005", "The request is not understood.");
    }

    /** The console of a server, as {@code os-getConsoleOutput} tells it. */
    synchronized Answer console(String serverId, String body) {
        SimulatedServer server = at(serverId);
        if (server == null) {
            return Answer.nova(404, "itemNotFound", "Instance " + serverId + " could not be found.");
        }
        return ChangeRules.parse(body)
                        .path("os-getConsoleOutput")
                        .path("length")
                        .isTextual()
                ? Answer.ok(Answer.MAPPER
                        .createObjectNode()
                        .put("output", server.ssh().console()))
                : Answer.ecs(400, "Ecs.0005", "The request is not understood.");
    }

    /** The operations on a server as Nova lists them, newest first. */
    synchronized Answer instanceActions(String serverId) {
        return servers.containsKey(serverId)
                ? InstanceActions.of(serverId, audit.deeds())
                : Answer.nova(404, "itemNotFound", "Instance " + serverId + " could not be found.");
    }

    /** Changes a server after this time. */
    void later(SimulatedServer server, Duration time, Runnable effect) {
        SimulatedJob job = new SimulatedJob(ids.digits(), "somebody", server, clock.instant());
        job.begin(clock.instant(), time);
        jobs.start(job.after(time, effect));
    }

    /** Moves the end of each running job to a random time within this duration. */
    public synchronized void finishJobsWithin(Duration time, RandomGenerator random) {
        jobs.finishWithin(time, random);
    }

    /** Ends all jobs now. */
    public synchronized void finishJobs() {
        jobs.finish();
        imageOrders.finish();
    }

    private static boolean fits(String pattern, String name) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(name).find();
    }

    synchronized void close() {
        servers.values().forEach(server -> server.ssh().close());
    }

    private static Answer noSuchServer(String id) {
        return Answer.ecs(404, "Ecs.0114", "Instance[" + id + "] could not be found.");
    }
}
