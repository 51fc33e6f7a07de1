package io.jenkins.plugins.ecs.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The calls of the ECS and IMS APIs that a change of OS needs, for one project of one cloud region. Each method is one exchange; none
 * repeats anything. All throw {@link RefusedException} when the cloud answers with an error, and {@link NoAnswerException} when it
 * does not answer or says nothing usable.
 *
 * @see <a href="https://docs.otc.t-systems.com/elastic-cloud-server/api-ref/">ECS API reference</a>
 */
public final class EcsClient {

    private static final MediaType JSON = MediaType.get("application/json");

    private final Endpoints endpoints;
    private final String projectId;
    private final Exchange exchange;

    /**
     * @param projectId the id of the region's project, 32 hexadecimal digits
     * @param http the client whose connections, proxy and trust are used; its timeouts, retries and redirects are not
     */
    public EcsClient(Endpoints endpoints, String projectId, RequestAuth auth, OkHttpClient http) {
        this.endpoints = endpoints;
        this.projectId = projectId;
        this.exchange = new Exchange(http, auth);
    }

    /**
     * Asks the cloud to change a server's OS. <strong>Destroys the server's system disk.</strong> The request is sent once; after an
     * exception that is not {@link CloudException#certainlyNotActed()}, nobody knows whether the cloud acts on it.
     *
     * @return the id of the cloud's job, which is all that the cloud will ever tell of it
     */
    public String changeOs(String serverId, ChangeOsBody change) throws CloudException {
        HttpUrl url = project("v2")
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
        root.putObject("os-stop")
                .put("type", "SOFT")
                .putArray("servers")
                .addObject()
                .put("id", serverId);
        return submit(
                project("v1").addPathSegments("cloudservers/action").build(),
                root.toString().getBytes(UTF_8));
    }

    private String submit(HttpUrl url, byte[] body) throws CloudException {
        Request request = request(url).post(new OneShotBody(JSON, body)).build();
        JsonNode answer = exchange.send(request, JsonNode.class);
        String jobId = answer == null ? "" : answer.path("job_id").asText("");
        if (jobId.isBlank()) {
            // Flow control comes as 202 with an error in the body; without any body nobody knows what happened.
            CloudError error = ErrorParser.parse(202, answer == null ? "" : answer.toString(), null);
            if (error.code() == null) {
                throw new NoAnswerException("the cloud accepted the request but named no job", error.requestId());
            }
            throw new RefusedException(error);
        }
        return jobId;
    }

    /** A job by its id. Job queries are v1 also for changes made with v2. */
    public Job job(String jobId) throws CloudException {
        return must(
                get(project("v1").addPathSegment("jobs").addPathSegment(jobId).build(), Job.class));
    }

    public Server server(String serverId) throws CloudException {
        HttpUrl url = project("v1")
                .addPathSegment("cloudservers")
                .addPathSegment(serverId)
                .build();
        return must(must(get(url, ServerEnvelope.class)).server());
    }

    /** A key pair by its name; only those of the calling user are found. */
    public KeyPair keyPair(String name) throws CloudException {
        HttpUrl url = project("v2.1")
                .addPathSegment("os-keypairs")
                .addPathSegment(name)
                .build();
        return must(must(get(url, KeyPairEnvelope.class)).keyPair());
    }

    /** @return the image, or null when no image of that id can be seen */
    public Image image(String imageId) throws CloudException {
        HttpUrl url = endpoints
                .ims()
                .newBuilder()
                .addPathSegments("v2/cloudimages")
                .addQueryParameter("id", imageId)
                .build();
        List<Image> images = must(get(url, ImageList.class)).images();
        return images == null
                ? null
                : images.stream()
                        .filter(image -> imageId.equals(image.id()))
                        .findFirst()
                        .orElse(null);
    }

    private HttpUrl.Builder project(String version) {
        return endpoints.ecs().newBuilder().addPathSegment(version).addPathSegment(projectId);
    }

    private <T> T get(HttpUrl url, Class<T> type) throws CloudException {
        return exchange.send(request(url).build(), type);
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder().url(url).header("X-Project-Id", projectId);
    }

    private static <T> T must(T answer) throws NoAnswerException {
        if (answer == null) {
            throw new NoAnswerException("the cloud's answer is empty", null);
        }
        return answer;
    }

    private record ServerEnvelope(Server server) {}

    private record KeyPairEnvelope(@JsonProperty("keypair") KeyPair keyPair) {}

    private record ImageList(List<Image> images) {}
}
