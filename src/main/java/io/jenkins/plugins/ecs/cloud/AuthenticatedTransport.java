package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A request with its proof of identity, and the JSON of its answer; tells the limit of its host when the cloud throttles. Safe for use by several threads. */
final class AuthenticatedTransport {

    private final HttpTransport transport;
    private final RequestAuth auth;
    private final RateLimits limits;

    AuthenticatedTransport(OkHttpClient base, RequestAuth auth, RateLimits limits) {
        this.transport = new HttpTransport(base, auth::secrets);
        this.auth = auth;
        this.limits = limits;
    }

    /** Sends a request that only reads. @return the JSON of the answer as a {@code type}; null when the answer has no body */
    <T> T lookUp(Request request, Class<T> type) throws CloudException {
        return parse(send(request, Errand.LOOKUP), type);
    }

    /**
     * Sends a request that the cloud works off in a job.
     *
     * @return the id of the job, never blank
     * @throws RefusedException also where a 2xx says that it is none: flow control comes as 202 with an error in the body
     * @throws NoAnswerException also where a 2xx names neither job nor error: then nobody knows what happened
     */
    String submit(Request request) throws CloudException {
        HttpTransport.Reply reply = send(request, Errand.ACTION);
        JsonNode answer = parse(reply, JsonNode.class);
        String jobId = answer == null ? "" : answer.path("job_id").asText("");
        if (!jobId.isBlank()) {
            return jobId;
        }
        CloudError error = ErrorParser.parse(reply.status(), reply.body(), reply.requestId())
                .without(auth.secrets());
        if (error.code() == null) {
            throw new NoAnswerException("the cloud accepted the request but named no job", error.requestId());
        }
        throw noted(new RefusedException(error, reply.retryAfter()), request.url());
    }

    /** What was proved by lately. */
    List<SecretText> secrets() {
        return auth.secrets();
    }

    Duration clockAhead() {
        return transport.clockAhead();
    }

    String projectOf(TokenAuth token) throws CloudException {
        return token.projectId(transport);
    }

    private HttpTransport.Reply send(Request request, Errand errand) throws CloudException {
        limits.sent(request.url());
        try {
            return auth.send(request, errand, transport);
        } catch (RefusedException e) {
            throw noted(e, request.url());
        }
    }

    /** Slows everybody down who asks that host; a server that is busy with something else is no reason to, nor is a sign-in, which asks another. */
    private RefusedException noted(RefusedException e, HttpUrl url) {
        if (ErrorCodes.asksForLess(e.error()) && !e.isSignIn()) {
            limits.throttled(url);
        }
        return e;
    }

    private static <T> T parse(HttpTransport.Reply reply, Class<T> type) throws NoAnswerException {
        try {
            return reply.body().isBlank() ? null : Json.MAPPER.readValue(reply.body(), type);
        } catch (JsonProcessingException e) {
            throw new NoAnswerException(
                    "the answer (HTTP " + reply.status() + ") is not the JSON expected", reply.requestId());
        }
    }
}
