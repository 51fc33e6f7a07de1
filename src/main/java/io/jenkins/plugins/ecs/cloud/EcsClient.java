package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The calls of the ECS and IMS APIs that a change of OS needs, for one project of one cloud region. Each method is one transport, beside a sign-in or a
 * look for the project where one is due; none repeats anything that may have acted. All throw {@link RefusedException} when the cloud answers with an error, and
 * {@link NoAnswerException} when it does not answer or says nothing usable. Share one object among all who ask the same project as the same user.
 *
 * @see <a href="https://docs.otc.t-systems.com/elastic-cloud-server/api-ref/">ECS API reference</a>
 */
public final class EcsClient {

    private final ProjectApi api;
    private final RateLimits limits;
    private final String host;
    private final RecentLookups recent = new RecentLookups();
    private final EnterpriseProjects imsProjects = new EnterpriseProjects();
    private final Finder finder;
    private final PrivateImages privateImages;

    /**
     * @param http the client whose connections, proxy and trust are used; its timeouts, retries and redirects are not
     * @param limiter of the host of ECS, shared by all who ask it; other hosts have limits of their own
     */
    public EcsClient(Endpoints endpoints, Project project, RequestAuth auth, OkHttpClient http, RateLimiter limiter) {
        this(endpoints, project, auth, http, ofItsHost(endpoints, limiter));
    }

    /** The same with the limits of all hosts. */
    public EcsClient(Endpoints endpoints, Project project, RequestAuth auth, OkHttpClient http, RateLimits limits) {
        this.limits = limits;
        this.host = endpoints.ecs().host();
        this.api = new ProjectApi(endpoints, project, auth, http, limits);
        this.finder = new Finder(api, imsProjects);
        this.privateImages = new PrivateImages(api, imsProjects);
    }

    private static RateLimits ofItsHost(Endpoints endpoints, RateLimiter limiter) {
        Map<String, RateLimiter> hosts = new HashMap<>(Map.of(RateLimits.host(endpoints.ecs()), limiter));
        return new RateLimits(
                endpoints,
                url -> hosts.computeIfAbsent(
                        RateLimits.host(url), host -> new RateLimiter(RateLimiter.DEFAULT_PER_SECOND)));
    }

    /** Takes this endpoint's next free slot: how long to wait before asking anything, and behind how many. */
    public RateLimiter.Slot slot() {
        return limits.ecs().take();
    }

    /** The limits of the hosts that this client asks. */
    public RateLimits limits() {
        return limits;
    }

    /** Counts a request that is made at once, since it belongs to one that has just had its slot. */
    public void charge() {
        limits.ecs().charge();
    }

    /** The host of the ECS endpoint. */
    public String host() {
        return host;
    }

    /** Takes a slot for a list of servers. @return how long until it comes; nothing, and no slot, where that is longer than {@code longest} */
    public Optional<Duration> listSlot(Duration longest) {
        return limits.ecs().takeForList(longest);
    }

    /** The same for a list of images. */
    public Optional<Duration> imageListSlot(Duration longest) {
        return limits.ims().takeForList(longest);
    }

    /** What those who share this client have looked up, for the others. */
    public RecentLookups recent() {
        return recent;
    }

    /**
     * Asks the cloud to change a server's OS. <strong>Destroys the server's system disk.</strong> After an exception whose
     * {@link FailureClass#forChange()} says {@code LOOK}, nobody knows whether the cloud acts on it.
     *
     * @return the id of the cloud's job, which is all that the cloud will ever tell of it
     */
    public String changeOs(String serverId, ChangeOsBody change) throws CloudException {
        HttpUrl.Builder url = api.ecs(change.cloudInit() ? "v2" : "v1")
                .addPathSegments("cloudservers")
                .addPathSegment(Ids.lower(serverId))
                .addPathSegment("changeos");
        return api.submit(url, change.toJson());
    }

    /**
     * Asks the cloud to shut a running server down; the cloud forces it when the OS does not follow within a minute or so.
     *
     * @return the id of the cloud's job
     */
    public String stop(String serverId) throws CloudException {
        return act("os-stop", Json.MAPPER.createObjectNode().put("type", "SOFT"), serverId);
    }

    /**
     * Asks the cloud to start a stopped server.
     *
     * @return the id of the cloud's job
     */
    public String start(String serverId) throws CloudException {
        return act("os-start", Json.MAPPER.createObjectNode(), serverId);
    }

    private String act(String action, ObjectNode details, String serverId) throws CloudException {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.set(action, details);
        details.putArray("servers").addObject().put("id", Ids.lower(serverId));
        return api.submit(api.ecs("v1").addPathSegments("cloudservers/action"), Json.bytes(root));
    }

    /** A job by its id. Job queries are v1 also for changes made with v2. */
    public Job job(String jobId) throws CloudException {
        Job job = api.get(api.ecs("v1").addPathSegment("jobs").addPathSegment(jobId), Job.class);
        if (job.id() == null ? job.failed() : !job.id().equals(jobId)) {
            throw new NoAnswerException("the answer is about another job", (String) null);
        }
        return job;
    }

    public Server server(String serverId) throws CloudException {
        HttpUrl.Builder url = api.ecs("v1").addPathSegment("cloudservers").addPathSegment(Ids.lower(serverId));
        Server server =
                ProjectApi.requireBody(api.get(url, ServerEnvelope.class).server());
        if (!Ids.lower(serverId).equals(server.id()) || server.status() == null) {
            throw new NoAnswerException("the answer is about another server, or none", (String) null);
        }
        return server;
    }

    /** A volume as it is attached to a server: only here do the ECS APIs tell its size. */
    public AttachedVolume volume(String serverId, String volumeId) throws CloudException {
        HttpUrl.Builder url = api.ecs("v1").addPathSegment("cloudservers").addPathSegment(Ids.lower(serverId));
        url.addPathSegment("block_device").addPathSegment(Ids.lower(volumeId));
        return ProjectApi.requireBody(api.get(url, VolumeEnvelope.class).volume());
    }

    /** A key pair by its name; only those of the calling user are found. */
    public KeyPair keyPair(String name) throws CloudException {
        HttpUrl.Builder url = api.ecs("v2.1").addPathSegment("os-keypairs").addPathSegment(name);
        return ProjectApi.requireBody(api.get(url, KeyPairEnvelope.class).keyPair());
    }

    /** All key pairs of the calling user. Their owner's id is only in {@link #keyPair}. */
    public List<KeyPair> keyPairs() throws CloudException {
        return api.list(api.ecs("v2.1").addPathSegment("os-keypairs"), KeyPairs.class, KeyPairs::wrapped).stream()
                .map(KeyPairEnvelope::keyPair)
                .toList();
    }

    /**
     * A disk as EVS tells it. EVS is another service, which the user need not be allowed to ask and which may be elsewhere: let nothing but a warning hang on the
     * answer.
     */
    public Disk disk(String volumeId) throws CloudException {
        HttpUrl.Builder url = api.evs("v2").addPathSegment("os-vendor-volumes").addPathSegment(Ids.lower(volumeId));
        return ProjectApi.requireBody(api.get(url, DiskEnvelope.class).volume());
    }

    /**
     * The last lines of a server's console. They may hold passwords: a text that never prints itself, of which no more than what was looked for should be shown.
     *
     * @param lines how many
     */
    public SecretText consoleOutput(String serverId, int lines) throws CloudException {
        HttpUrl.Builder url = api.ecs("v2.1").addPathSegment("servers").addPathSegment(Ids.lower(serverId));
        ObjectNode question = Json.MAPPER.createObjectNode();
        question.putObject("os-getConsoleOutput").put("length", String.valueOf(lines));
        Console console = api.query(url.addPathSegment("action"), question, Console.class);
        return new SecretText(console.output() == null ? "" : console.output());
    }

    /** @return the image, or null when no image of that id can be seen */
    public Image image(String imageId) throws CloudException {
        String id = Ids.lower(imageId);
        List<Image> images = imsProjects.ask(
                api.ims().addQueryParameter("id", id),
                asked -> api.list(asked, Finder.ImagePage.class, Finder.ImagePage::images),
                List::isEmpty);
        return images.stream()
                .filter(image -> id.equals(image.id()))
                .findFirst()
                .orElse(null);
    }

    /**
     * How far the cloud's clock is ahead of this machine's, to the second, by its last answer; null where none told the time. Signed requests are refused at
     * 15 minutes.
     */
    public Duration clockAhead() {
        return api.transport().clockAhead();
    }

    /** By what it has proved itself lately, also the tokens that it was given: a cloud may repeat them. */
    public List<SecretText> secrets() {
        return api.transport().secrets();
    }

    /** The lists of what the project has; each takes as many exchanges as it has pages, and waits for them. */
    public Listings listings() {
        return new Listings(this, limits);
    }

    /** Servers and images by name or tag, page by page. */
    public Finder finder() {
        return finder;
    }

    /** Images of servers' system disks. */
    public PrivateImages privateImages() {
        return privateImages;
    }

    private record ServerEnvelope(Server server) {}

    private record VolumeEnvelope(
            @JsonProperty("volumeAttachment") AttachedVolume volume) {}

    private record DiskEnvelope(Disk volume) {}

    private record KeyPairEnvelope(@JsonProperty("keypair") KeyPair keyPair) {}

    private record KeyPairs(@JsonProperty("keypairs") List<KeyPairEnvelope> wrapped) {}

    private record Console(String output) {}
}
