package io.jenkins.plugins.ecs.cloud;

import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** The addresses of one project's resources. The project's id is found by its name on first use, where only that is known. */
final class ProjectApi {

    private final Endpoints endpoints;
    private final Project project;
    private final RequestAuth auth;
    private final AuthenticatedTransport transport;
    private volatile String projectId;

    ProjectApi(Endpoints endpoints, Project project, RequestAuth auth, AuthenticatedTransport transport) {
        this.endpoints = endpoints;
        this.project = project;
        this.auth = auth;
        this.transport = transport;
        this.projectId = project.id();
    }

    AuthenticatedTransport transport() {
        return transport;
    }

    HttpUrl.Builder ecs(String version) throws CloudException {
        return endpoints.ecs().newBuilder().addPathSegment(version).addPathSegment(projectId());
    }

    HttpUrl.Builder ims() {
        return endpoints.ims().newBuilder().addPathSegments("v2/cloudimages");
    }

    Request.Builder request(HttpUrl url) throws CloudException {
        return new Request.Builder().url(url).header("X-Project-Id", projectId());
    }

    <T> T get(HttpUrl.Builder url, Class<T> type) throws CloudException {
        return requireBody(transport.send(request(url.build()).build(), type));
    }

    static <T> T requireBody(T answer) throws NoAnswerException {
        if (answer == null) {
            throw new NoAnswerException("the cloud's answer is empty", null);
        }
        return answer;
    }

    private String projectId() throws CloudException {
        if (projectId == null) {
            projectId = auth instanceof TokenAuth token ? transport.projectOf(token) : findProject();
        }
        return projectId;
    }

    private String findProject() throws CloudException {
        HttpUrl url = endpoints
                .iam()
                .newBuilder()
                .addPathSegments("v3/projects")
                .addQueryParameter("name", project.name())
                .build();
        Projects found = requireBody(transport.send(new Request.Builder().url(url).build(), Projects.class));
        for (FoundProject each : found.projects() == null ? List.<FoundProject>of() : found.projects()) {
            if (project.name().equals(each.name())) {
                return each.id();
            }
        }
        String problem = "no project named " + project.name() + " is visible to this user";
        throw new RefusedException(new CloudError(404, "project", problem, null));
    }

    private record Projects(List<FoundProject> projects) {}

    private record FoundProject(String id, String name) {}
}
