package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One exchange over HTTP: authenticated, sent at most once, bounded in time and size, and its answer read or classified. */
final class Exchange {

    private static final long LARGEST_ANSWER = 8L << 20;

    private final OkHttpClient lookups;
    private final OkHttpClient changes;
    private final RequestAuth auth;

    Exchange(OkHttpClient base, RequestAuth auth) {
        this.auth = auth;
        lookups = base.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .callTimeout(Duration.ofSeconds(60))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListener(new SentMarker())
                .build();
        // A change never travels on a connection that lay idle: one that the far end has closed meanwhile would break
        // just
        // after sending, and nobody could tell that nothing had happened.
        changes = lookups.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .build();
    }

    /** @return the JSON of the answer as a {@code type}; null when the answer has no body */
    <T> T send(Request request, Class<T> type) throws CloudException {
        boolean change = !request.method().equals("GET");
        AtomicBoolean sent = new AtomicBoolean();
        Request ready = auth.authenticate(request)
                .newBuilder()
                .header("Accept", "application/json")
                .header("User-Agent", "ecs-change-os")
                .tag(AtomicBoolean.class, sent)
                .build();
        try (Response response = (change ? changes : lookups).newCall(ready).execute()) {
            return read(response, type);
        } catch (IOException e) {
            String where = request.url().scheme() + "://" + request.url().host() + ':'
                    + request.url().port();
            throw new NoAnswerException(where + ": " + describe(e), e, sent.get());
        }
    }

    private static <T> T read(Response response, Class<T> type) throws IOException, CloudException {
        String requestId = response.header("X-Request-Id");
        response.body().source().request(LARGEST_ANSWER + 1);
        if (response.body().source().getBuffer().size() > LARGEST_ANSWER) {
            throw new NoAnswerException("the answer is larger than " + (LARGEST_ANSWER >> 20) + " MiB", requestId);
        }
        String body = response.body().source().readString(StandardCharsets.UTF_8);
        if (!response.isSuccessful()) {
            throw new RefusedException(ErrorParser.parse(response.code(), body, requestId));
        }
        try {
            return body.isBlank() ? null : Json.MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new NoAnswerException(
                    "the answer (HTTP " + response.code() + ") is not the JSON expected", requestId);
        }
    }

    private static String describe(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    /** Notes when the first byte of a request is about to leave. */
    private static final class SentMarker extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) {
                sent.set(true);
            }
        }
    }
}
