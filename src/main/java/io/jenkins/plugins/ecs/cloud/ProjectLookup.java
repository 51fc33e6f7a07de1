package io.jenkins.plugins.ecs.cloud;

import io.jenkins.plugins.ecs.cloud.ConfigurationException.Field;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The id of the project that requests go to. Where only its name is known it is taken from the token, or asked for once, by one request on behalf of all.
 * Whatever goes wrong here is marked as part of the sign-in: the request behind it was not sent. Safe for use by several threads.
 */
final class ProjectLookup {

    private static final String WHAT = "looking the project up";

    private final HttpUrl iam;
    private final Project project;
    private final RequestAuth auth;
    private final AuthenticatedTransport transport;
    private final SharedFlight<String> flight = new SharedFlight<>(WHAT);
    private volatile String known;

    ProjectLookup(HttpUrl iam, Project project, RequestAuth auth, AuthenticatedTransport transport) {
        this.iam = iam;
        this.project = project;
        this.auth = auth;
        this.transport = transport;
        this.known = project.id();
    }

    String id() throws CloudException {
        if (known == null) {
            known = auth instanceof TokenAuth token ? transport.projectOf(token) : flight.join(this::find);
        }
        PastedText.requirePlain(Field.PROJECT, known);
        return known;
    }

    private String find() throws CloudException {
        if (known != null) {
            return known;
        }
        HttpUrl url = iam.newBuilder()
                .addPathSegments("v3/projects")
                .addQueryParameter("name", project.name())
                .build();
        List<FoundProject> found;
        try {
            Projects answer = ProjectApi.requireBody(
                    transport.lookUp(new Request.Builder().url(url).build(), Projects.class));
            found = ProjectApi.requireList(answer.projects());
        } catch (CloudException e) {
            throw e.beforeRequest(WHAT);
        }
        for (FoundProject each : found) {
            if (project.name().equals(each.name()) && each.id() != null) {
                return each.id();
            }
        }
        String problem = "no project named " + project.name() + " is visible to this user";
        throw new RefusedException(new CloudError(404, "project", problem, null)).beforeRequest(WHAT);
    }

    private record Projects(List<FoundProject> projects) {}

    private record FoundProject(String id, String name) {}
}
