package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Signs in as an IAM user with a password, for one project, and sends the token. The token is renewed at half of its life. A refused login
 * is not repeated for the same request, but is tried again with the next one. Share one object among all requests of the same user and project.
 *
 * @see <a href="https://docs.otc.t-systems.com/identity-access-management/api-ref/">IAM: obtaining a user token</a>
 */
public final class TokenAuth extends RequestAuth {

    private static final Duration USUAL_LIFE = Duration.ofHours(24);

    private final HttpUrl iam;
    private final IamUser user;
    private final Project project;
    private final Clock clock;
    private Token token;

    private record Token(SecretText value, Instant renewAt, String projectId) {}

    public TokenAuth(HttpUrl iam, IamUser user, Project project, Clock clock) {
        this.iam = iam;
        this.user = user;
        this.project = project;
        this.clock = clock;
    }

    @Override
    Request authenticate(Request request, HttpTransport transport) throws CloudException {
        return request.newBuilder()
                .header("X-Auth-Token", token(transport).value().reveal())
                .build();
    }

    @Override
    synchronized boolean invalidate(Request request) {
        if (token != null && token.value().reveal().equals(request.header("X-Auth-Token"))) {
            token = null;
        }
        return true;
    }

    /** The id of the project that the token is for. */
    String projectId(HttpTransport transport) throws CloudException {
        return token(transport).projectId();
    }

    private synchronized Token token(HttpTransport transport) throws CloudException {
        if (token == null || !clock.instant().isBefore(token.renewAt())) {
            token = fetch(transport);
        }
        return token;
    }

    private Token fetch(HttpTransport transport) throws CloudException {
        HttpUrl url = iam.newBuilder()
                .addPathSegments("v3/auth/tokens")
                .addQueryParameter("nocatalog", "true")
                .build();
        HttpTransport.Reply reply = transport.send(
                new Request.Builder().url(url).post(new OneShotBody(body())).build());
        String value = reply.headers().get("X-Subject-Token");
        JsonNode described = Json.tree(reply.body()).path("token");
        String projectId = described.path("project").path("id").asText("");
        if (value == null || projectId.isEmpty()) {
            throw new NoAnswerException("the identity service gave no token for the project", reply.requestId());
        }
        return new Token(
                new SecretText(value), renewAt(described.path("expires_at").asText("")), projectId);
    }

    private Instant renewAt(String expiresAt) {
        Instant now = clock.instant();
        try {
            return now.plus(Duration.between(now, Instant.parse(expiresAt)).dividedBy(2));
        } catch (DateTimeParseException e) {
            return now.plus(USUAL_LIFE.dividedBy(2));
        }
    }

    private byte[] body() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode identity = root.putObject("auth").putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode who = identity.putObject("password").putObject("user");
        who.put("name", user.name()).put("password", user.password().reveal());
        who.putObject("domain").put("name", user.domain());
        ObjectNode scope = root.withObject("/auth").putObject("scope").putObject("project");
        if (project.id() != null) {
            scope.put("id", project.id());
        } else {
            scope.put("name", project.name());
        }
        return Json.bytes(root);
    }
}
