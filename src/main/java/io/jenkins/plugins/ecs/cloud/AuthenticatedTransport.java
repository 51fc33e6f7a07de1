package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** A request with its proof of identity, and the JSON of its answer. */
final class AuthenticatedTransport {

    private final HttpTransport transport;
    private final RequestAuth auth;
    private final RateLimiter limiter;

    AuthenticatedTransport(OkHttpClient base, RequestAuth auth, RateLimiter limiter) {
        this.transport = new HttpTransport(base);
        this.auth = auth;
        this.limiter = limiter;
    }

    /** @return the JSON of the answer as a {@code type}; null when the answer has no body */
    <T> T send(Request request, Class<T> type) throws CloudException {
        try {
            return parse(sendOrRenew(request), type);
        } catch (RefusedException e) {
            throw noteThrottling(e);
        }
    }

    /** Slows everybody down when the cloud throttles; a server that is busy with something else is no reason to. */
    RefusedException noteThrottling(RefusedException e) {
        if (e.kind() == FailureClass.THROTTLED && !"Ecs.0603".equals(e.error().code())) {
            limiter.throttled();
        }
        return e;
    }

    Duration clockAhead() {
        return transport.clockAhead();
    }

    String projectOf(TokenAuth token) throws CloudException {
        return token.projectId(transport);
    }

    /** A 401 surely did nothing; where the proof can be renewed it is tried once more, with a new one, and never a third time. */
    private HttpTransport.Reply sendOrRenew(Request request) throws CloudException {
        Request proven = auth.authenticate(request, transport);
        try {
            return transport.send(proven);
        } catch (RefusedException e) {
            if (e.error().httpStatus() != 401 || !auth.invalidate(proven)) {
                throw e;
            }
            return transport.send(auth.authenticate(request, transport));
        }
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
