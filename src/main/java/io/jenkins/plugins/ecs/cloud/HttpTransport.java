package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One request and its answer over HTTP: never redirected, bounded in time and size. With a one-shot body it is sent at most once; one without a body may be
 * repeated by the HTTP library where the cloud says so (503 with {@code Retry-After: 0}).
 */
final class HttpTransport {

    private static final long LARGEST_ANSWER = 8L << 20;

    private final OkHttpClient lookups;
    private final OkHttpClient changes;
    private volatile Duration clockAhead;

    /** An answer that is no error. */
    record Reply(int status, Headers headers, String body) {
        String requestId() {
            return ErrorParser.id(headers.get("X-Request-Id"));
        }
    }

    HttpTransport(OkHttpClient base) {
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
        // A change never travels on a connection that lay idle: one that the far end has closed meanwhile
        // would break just after sending, and nobody could tell that nothing had happened.
        changes = lookups.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .build();
    }

    Reply send(Request request) throws CloudException {
        AtomicBoolean sent = new AtomicBoolean();
        Request ready = request.newBuilder()
                .header("Accept", "application/json")
                .header("User-Agent", "ecs-change-os")
                .tag(AtomicBoolean.class, sent)
                .build();
        OkHttpClient client = request.method().equals("GET") ? lookups : changes;
        try (Response response = client.newCall(ready).execute()) {
            return read(response);
        } catch (IOException e) {
            String where = request.url().scheme() + "://" + request.url().host() + ':'
                    + request.url().port();
            throw new NoAnswerException(where + ": " + describe(e), e, sent.get());
        }
    }

    /** How far the cloud's clock is ahead of this machine's by its last answer, to the second; null as long as no answer told the time. */
    Duration clockAhead() {
        return clockAhead;
    }

    private Reply read(Response response) throws IOException, CloudException {
        Date date = response.headers().getDate("Date");
        if (date != null) {
            clockAhead = Duration.ofSeconds(
                    Math.floorDiv(date.getTime(), 1000) - Math.floorDiv(response.receivedResponseAtMillis(), 1000));
        }
        Reply head = new Reply(response.code(), response.headers(), "");
        response.body().source().request(LARGEST_ANSWER + 1);
        if (response.body().source().getBuffer().size() > LARGEST_ANSWER) {
            throw new NoAnswerException(
                    "the answer is larger than " + (LARGEST_ANSWER >> 20) + " MiB", head.requestId());
        }
        String body = response.body().source().readString(StandardCharsets.UTF_8);
        if (!response.isSuccessful()) {
            throw new RefusedException(
                    ErrorParser.parse(response.code(), body, head.requestId()), RetryAfter.of(response.headers()));
        }
        return new Reply(response.code(), response.headers(), body);
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
