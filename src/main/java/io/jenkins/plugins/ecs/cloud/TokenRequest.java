package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * One log-in of an IAM user with a password, for one project.
 *
 * @see <a href="https://docs.otc.t-systems.com/identity-access-management/api-ref/">IAM: obtaining a user token</a>
 */
final class TokenRequest {

    private static final Duration USUAL_LIFE = Duration.ofHours(24);

    /** No cloud gives tokens for longer, and a nonsensical date shall not break the arithmetic. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private final HttpUrl url;
    private final IamUser user;
    private final Project project;
    private final Clock clock;

    /** @param life from now on; by the service's own clock where it tells the time */
    record Token(SecretText value, String projectId, Duration life) {}

    TokenRequest(HttpUrl iam, IamUser user, Project project, Clock clock) {
        this.url = iam.newBuilder()
                .addPathSegments("v3/auth/tokens")
                .addQueryParameter("nocatalog", "true")
                .build();
        this.user = user;
        this.project = project;
        this.clock = clock;
    }

    SecretText password() {
        return user.password() == null ? new SecretText("") : user.password();
    }

    Token send(HttpTransport transport) throws CloudException {
        user.validate();
        HttpTransport.Reply reply = transport.send(
                new Request.Builder().url(url).post(new OneShotBody(body())).build(), Errand.SIGN_IN);
        String value = PastedText.trimmed(reply.headers().get("X-Subject-Token"));
        JsonNode described = Json.tree(reply.body()).path("token");
        String projectId = described.path("project").path("id").asText("");
        if (value == null || !isHeaderValue(value) || projectId.isEmpty()) {
            throw new NoAnswerException("the identity service gave no token for the project", reply.requestId());
        }
        return new Token(new SecretText(value), projectId, life(described, reply));
    }

    private static boolean isHeaderValue(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private Duration life(JsonNode described, HttpTransport.Reply reply) {
        Date date = reply.headers().getDate("Date");
        Instant now = date == null ? clock.instant() : date.toInstant();
        try {
            Duration told = Duration.between(
                    now, Instant.parse(described.path("expires_at").asText("")));
            boolean sensible = !told.isNegative() && !told.isZero() && told.compareTo(LONGEST_LIFE) <= 0;
            return sensible ? told : USUAL_LIFE;
        } catch (DateTimeParseException e) {
            return USUAL_LIFE;
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
