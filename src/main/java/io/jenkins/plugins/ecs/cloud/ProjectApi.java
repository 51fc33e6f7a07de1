package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The addresses of one project's resources, and one exchange with each. */
final class ProjectApi {

    private final Endpoints endpoints;
    private final ProjectLookup project;
    private final AuthenticatedTransport transport;

    ProjectApi(Endpoints endpoints, Project project, RequestAuth auth, OkHttpClient http, RateLimits limits) {
        this.endpoints = endpoints;
        this.transport = new AuthenticatedTransport(http, auth, limits);
        this.project = new ProjectLookup(endpoints.iam(), project, auth, transport);
    }

    AuthenticatedTransport transport() {
        return transport;
    }

    /** The resources of the project at ECS. */
    HttpUrl.Builder ecs(String version) throws CloudException {
        return endpoints.ecs().newBuilder().addPathSegment(version).addPathSegment(project.id());
    }

    /** The disks of the project at EVS. */
    HttpUrl.Builder evs(String version) throws CloudException {
        return endpoints.evs().newBuilder().addPathSegment(version).addPathSegment(project.id());
    }

    /** The images, whose paths name no project. */
    HttpUrl.Builder ims() {
        return ims("v2");
    }

    HttpUrl.Builder ims(String version) {
        return endpoints.ims().newBuilder().addPathSegment(version).addPathSegment("cloudimages");
    }

    /** What IMS has for the project beside images. */
    HttpUrl.Builder imsOfProject(String version) throws CloudException {
        return endpoints.ims().newBuilder().addPathSegment(version).addPathSegment(project.id());
    }

    <T> T get(HttpUrl.Builder url, Class<T> type) throws CloudException {
        return requireBody(transport.lookUp(request(url).build(), type));
    }

    /** A list, which is the element of the answer that bears its name. @throws NoAnswerException without that element: nobody knows then that there is nothing */
    <P, T> List<T> list(HttpUrl.Builder url, Class<P> type, Function<P, List<T>> element) throws CloudException {
        return requireList(element.apply(get(url, type)));
    }

    static <T> List<T> requireList(List<T> items) throws NoAnswerException {
        if (items == null) {
            throw new NoAnswerException("the cloud's answer has no list in it", (String) null);
        }
        return items;
    }

    /** Asks a question that is too long for a URL; nothing changes by it. */
    <T> T query(HttpUrl.Builder url, JsonNode body, Class<T> type) throws CloudException {
        Request request = request(url).post(new OneShotBody(Json.bytes(body))).build();
        return requireBody(transport.lookUp(request, type));
    }

    /** @return the id of the cloud's job */
    String submit(HttpUrl.Builder url, byte[] body) throws CloudException {
        return transport.submit(request(url).post(new OneShotBody(body)).build());
    }

    private Request.Builder request(HttpUrl.Builder url) throws CloudException {
        return new Request.Builder().url(url.build()).header("X-Project-Id", project.id());
    }

    static <T> T requireBody(T answer) throws NoAnswerException {
        if (answer == null) {
            throw new NoAnswerException("the cloud's answer is empty", (String) null);
        }
        return answer;
    }
}
