package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The calls of the ECS and IMS APIs that a change of OS needs, for one project of one cloud region. Each method is one transport, beside a sign-in or a
 * look for the project where one is due; none repeats anything that may have acted. All throw {@link RefusedException} when the cloud answers with an error, and
 * {@link NoAnswerException} when it does not answer or says nothing usable. Share one object among all who ask the same project as the same user.
 *
 * @see <a href="https://docs.otc.t-systems.com/elastic-cloud-server/api-ref/">ECS API reference</a>
 */
public final class EcsClient {

    private final ProjectApi api;
    private final RateLimiter limiter;

    /**
     * @param http the client whose connections, proxy and trust are used; its timeouts, retries and redirects are not
     * @param limiter shared by all who ask the same endpoint
     */
    public EcsClient(Endpoints endpoints, Project project, RequestAuth auth, OkHttpClient http, RateLimiter limiter) {
        this.limiter = limiter;
        this.api = new ProjectApi(endpoints, project, auth, new AuthenticatedTransport(http, auth, limiter));
    }

    /** Takes this endpoint's next free slot. @return how long to wait before asking anything; zero for not at all */
    public Duration reserve() {
        return limiter.reserve();
    }

    /**
     * Asks the cloud to change a server's OS. <strong>Destroys the server's system disk.</strong> After an exception whose
     * {@link FailureClass#forChange()} says {@code LOOK}, nobody knows whether the cloud acts on it.
     *
     * @return the id of the cloud's job, which is all that the cloud will ever tell of it
     */
    public String changeOs(String serverId, ChangeOsBody change) throws CloudException {
        HttpUrl url = api.ecs(change.cloudInit() ? "v2" : "v1")
                .addPathSegments("cloudservers")
                .addPathSegment(serverId)
                .addPathSegment("changeos")
                .build();
        return submit(url, change.toJson());
    }

    /**
     * Asks the cloud to shut a running server down; the cloud forces it when the OS does not follow within a minute or so.
     *
     * @return the id of the cloud's job
     */
    public String stop(String serverId) throws CloudException {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode stop = root.putObject("os-stop").put("type", "SOFT");
        stop.putArray("servers").addObject().put("id", serverId);
        return submit(api.ecs("v1").addPathSegments("cloudservers/action").build(), Json.bytes(root));
    }

    /** Asks the cloud to start a stopped server. @return the id of the cloud's job */
    public String start(String serverId) throws CloudException {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.putObject("os-start").putArray("servers").addObject().put("id", serverId);
        return submit(api.ecs("v1").addPathSegments("cloudservers/action").build(), Json.bytes(root));
    }

    private String submit(HttpUrl url, byte[] body) throws CloudException {
        Request request = api.request(url).post(new OneShotBody(body)).build();
        JsonNode answer = api.transport().send(request, JsonNode.class);
        String jobId = answer == null ? "" : answer.path("job_id").asText("");
        if (jobId.isBlank()) {
            // Flow control comes as 202 with an error in the body; without any body nobody knows what happened.
            CloudError error = ErrorParser.parse(202, answer == null ? "" : answer.toString(), null);
            if (error.code() == null) {
                throw new NoAnswerException("the cloud accepted the request but named no job", error.requestId());
            }
            throw api.transport().noteThrottling(new RefusedException(error));
        }
        return jobId;
    }

    /** A job by its id. Job queries are v1 also for changes made with v2. */
    public Job job(String jobId) throws CloudException {
        return api.get(api.ecs("v1").addPathSegment("jobs").addPathSegment(jobId), Job.class);
    }

    public Server server(String serverId) throws CloudException {
        HttpUrl.Builder url = api.ecs("v1").addPathSegment("cloudservers").addPathSegment(serverId);
        return ProjectApi.requireBody(api.get(url, ServerEnvelope.class).server());
    }

    /** A volume as it is attached to a server: only here do the ECS APIs tell its size. */
    public AttachedVolume volume(String serverId, String volumeId) throws CloudException {
        HttpUrl.Builder url = api.ecs("v1").addPathSegment("cloudservers").addPathSegment(serverId);
        url.addPathSegment("block_device").addPathSegment(volumeId);
        return ProjectApi.requireBody(api.get(url, VolumeEnvelope.class).volume());
    }

    /** A key pair by its name; only those of the calling user are found. */
    public KeyPair keyPair(String name) throws CloudException {
        HttpUrl.Builder url = api.ecs("v2.1").addPathSegment("os-keypairs").addPathSegment(name);
        return ProjectApi.requireBody(api.get(url, KeyPairEnvelope.class).keyPair());
    }

    /** @return the image, or null when no image of that id can be seen */
    public Image image(String imageId) throws CloudException {
        List<Image> images = api.get(api.ims().addQueryParameter("id", imageId), ImagePage.class)
                .images();
        return images == null
                ? null
                : images.stream()
                        .filter(image -> imageId.equals(image.id()))
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

    /** The lists of what the project has; each takes as many exchanges as it has pages. */
    public Listings listings() {
        return new Listings(api);
    }

    private record ServerEnvelope(Server server) {}

    private record VolumeEnvelope(
            @JsonProperty("volumeAttachment") AttachedVolume volume) {}

    record KeyPairEnvelope(@JsonProperty("keypair") KeyPair keyPair) {}

    record ImagePage(List<Image> images) {}
}
