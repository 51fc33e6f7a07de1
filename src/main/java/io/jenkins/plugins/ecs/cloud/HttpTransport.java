package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One request and its answer over HTTP: {@link #send} puts a request on the wire once or not at all, never follows a redirect, and is bounded in time and size. It
 * throws nothing but {@link CloudException}, whose message and causes never hold a header's value. Safe for use by several threads.
 */
final class HttpTransport {

    private static final long LARGEST_ANSWER = 8L << 20;

    private final SingleShot clients;
    private final Supplier<List<SecretText>> secrets;
    private final SilentHosts hosts = new SilentHosts();
    private volatile Duration clockAhead;
    private volatile String lastDate;

    /** An answer that is no error. @param retryAfter how long the cloud asks to be left alone, or null; an error in a 202 may come with it */
    record Reply(int status, Headers headers, String body, Duration retryAfter) {
        String requestId() {
            return ErrorParser.id(headers.get("X-Request-Id"));
        }
    }

    /**
     * @param base whose proxy, trust and interceptors are used; its timeouts, retries, redirects and authenticator are not
     * @param secrets what is not repeated of an error, though the cloud repeats it
     */
    HttpTransport(OkHttpClient base, Supplier<List<SecretText>> secrets) {
        this.secrets = secrets;
        clients = new SingleShot(base);
    }

    Reply send(Request request, Errand errand) throws CloudException {
        AtomicBoolean sent = new AtomicBoolean();
        SingleShot.Trip trip = new SingleShot.Trip();
        Request ready = request.newBuilder()
                .header("Accept", "application/json")
                .header("User-Agent", "ecs-change-os")
                .tag(AtomicBoolean.class, sent)
                .tag(SingleShot.Trip.class, trip)
                .build();
        try {
            return hosts.send(request.url(), () -> {
                try (Response response = clients.of(errand).newCall(ready).execute()) {
                    return read(response, trip);
                }
            });
        } catch (IOException e) {
            throw new NoAnswerException(where(request) + ": " + describe(e), e, sent.get());
        } catch (RuntimeException e) {
            // A proxy selector, say, or a header that OkHttp does not like: its message may hold the header.
            IOException bare = new IOException(e.getClass().getName());
            bare.setStackTrace(e.getStackTrace());
            throw new NoAnswerException(where(request) + ": " + bare.getMessage(), bare, sent.get());
        }
    }

    /** How far the cloud's clock is ahead of this machine's by its last answer, to the second; null as long as no answer told the time. */
    Duration clockAhead() {
        return clockAhead;
    }

    private Reply read(Response response, SingleShot.Trip trip) throws IOException, CloudException {
        noteTime(response);
        Headers headers = trip.complete(response.headers());
        Reply head = new Reply(response.code(), headers, "", RetryAfter.of(headers));
        response.body().source().request(LARGEST_ANSWER + 1);
        if (response.body().source().getBuffer().size() > LARGEST_ANSWER) {
            throw new NoAnswerException(
                    "the answer is larger than " + (LARGEST_ANSWER >> 20) + " MiB", head.requestId());
        }
        String body = response.body().source().readString(StandardCharsets.UTF_8);
        if (!response.isSuccessful()) {
            CloudError error = ErrorParser.parse(response.code(), body, head.requestId());
            throw new RefusedException(error.without(secrets.get()), head.retryAfter());
        }
        return new Reply(response.code(), headers, body, head.retryAfter());
    }

    /** Reading a date costs more than all else of an answer, and hundreds of them tell the same second. */
    private void noteTime(Response response) {
        String text = response.header("Date");
        if (text == null || text.equals(lastDate)) {
            return;
        }
        lastDate = text;
        Date date = response.headers().getDate("Date");
        if (date != null) {
            clockAhead = Duration.ofSeconds(
                    Math.floorDiv(date.getTime(), 1000) - Math.floorDiv(response.receivedResponseAtMillis(), 1000));
        }
    }

    private static String where(Request request) {
        return request.url().scheme() + "://" + request.url().host() + ':'
                + request.url().port();
    }

    private static String describe(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }
}
