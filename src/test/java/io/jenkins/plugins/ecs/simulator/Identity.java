package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;

/** The identity service of the simulated cloud: one user, one project, tokens of 24 hours. */
public final class Identity {

    public static final String DOMAIN = "example-domain";
    public static final String USER_NAME = "jenkins";
    public static final String PASSWORD = "Jenk1ns@iam";
    public static final String PROJECT_NAME = "eu-de_team";

    private static final Duration LIFE = Duration.ofHours(24);

    private final Clock clock;
    private final Ids ids = new Ids();
    private final Map<String, Instant> tokens = new HashMap<>();
    private String password = PASSWORD;
    private Duration life = LIFE;
    private Answer down;
    private int logins;

    Identity(Clock clock) {
        this.clock = clock;
    }

    /** How many times somebody tried to sign in. */
    public synchronized int logins() {
        return logins;
    }

    /** Every token given so far is no longer valid. */
    public synchronized void revokeTokens() {
        tokens.clear();
    }

    /** Changes the user's password. Tokens stay valid, as in the real service. */
    public synchronized void changePassword(String to) {
        password = to;
    }

    /** Sets the lifetime of tokens that are issued from now on. */
    public synchronized void tokensLive(Duration time) {
        life = time;
    }

    /** Sign-ins and project queries fail with 503 until {@link #up}. Existing tokens and access keys stay valid. */
    public synchronized void down() {
        down = Answer.gateway(503, "APIGW.0202", "Backend unavailable");
    }

    /** The same with 429. */
    public synchronized void throttled() {
        down = Answer.gateway(429, "IAM.0012", "Too many requests.");
    }

    public synchronized void up() {
        down = null;
    }

    synchronized boolean knows(String token) {
        Instant until = token == null ? null : tokens.get(token);
        return until != null && clock.instant().isBefore(until);
    }

    synchronized MockResponse.Builder login(String body, String requestId) {
        logins++;
        if (down != null) {
            return down.toHttp(requestId);
        }
        JsonNode auth = ChangeRules.parse(body).path("auth");
        JsonNode user = auth.at("/identity/password/user");
        boolean right = user.path("name").asText().equals(USER_NAME)
                && user.path("password").asText().equals(password)
                && user.at("/domain/name").asText().equals(DOMAIN)
                && auth.at("/identity/methods/0").asText().equals("password");
        if (!right) {
            ObjectNode refusal = Answer.MAPPER.createObjectNode();
            refusal.putObject("error")
                    .put("code", 401)
                    .put("message", "The username or password is wrong.")
                    .put("title", "Unauthorized");
            return new Answer(401, refusal).toHttp(requestId);
        }
        JsonNode project = auth.at("/scope/project");
        boolean known = project.path("id").asText().equals(SimulatedCloud.PROJECT)
                || project.path("name").asText().equals(PROJECT_NAME);
        if (!known) {
            return Answer.gateway(401, "IAM.0001", "The project cannot be found.")
                    .toHttp(requestId);
        }
        String token = ids.uuid().repeat(40);
        tokens.put(token, clock.instant().plus(life));
        return new Answer(201, described()).toHttp(requestId).setHeader("X-Subject-Token", token);
    }

    private ObjectNode described() {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        ObjectNode token = root.putObject("token");
        // Six digits of a second, as the service writes them.
        token.put("expires_at", clock.instant().plus(life).toString().replaceAll("(\\.\\d+)?Z$", ".905000Z"));
        token.putObject("user").put("id", SimulatedCloud.USER).put("name", USER_NAME);
        token.putObject("project").put("id", SimulatedCloud.PROJECT).put("name", PROJECT_NAME);
        return root;
    }

    synchronized Answer projects(String name) {
        if (down != null) {
            return down;
        }
        ObjectNode root = Answer.MAPPER.createObjectNode();
        var list = root.putArray("projects");
        if (name == null || name.equals(PROJECT_NAME)) {
            list.addObject().put("id", SimulatedCloud.PROJECT).put("name", PROJECT_NAME);
        }
        return Answer.ok(root);
    }
}
