package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * The HTTP clients, made so that the library repeats nothing by itself: no redirects, no authenticator, no second try after a broken connection, after 408, 421 or
 * after 503 with {@code Retry-After: 0}. (A proxy that asks for a password when a tunnel is made is still answered; the request itself is not on its way then.)
 *
 * <p>HTTP/1.1 alone is spoken. There a connection carries one request at a time, so an {@linkplain Errand#ACTION action}, whose pool keeps no idle
 * connection, always travels on a connection of its own that was just made: one that lay idle and that the far end has closed meanwhile would break just after
 * sending, and nobody could tell that nothing had happened. Under HTTP/2 it would share one with whoever uses it at that moment, also for another host
 * of the same certificate.
 */
final class SingleShot {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final Map<Errand, OkHttpClient> clients = new EnumMap<>(Errand.class);

    SingleShot(OkHttpClient base) {
        OkHttpClient sealed = base.newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT_TIMEOUT)
                .writeTimeout(WRITE_TIMEOUT)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .eventListener(new SentMarker())
                .addNetworkInterceptor(new NoRepeat())
                .build();
        for (Errand errand : Errand.values()) {
            OkHttpClient.Builder client =
                    sealed.newBuilder().readTimeout(errand.readTimeout()).callTimeout(errand.callTimeout());
            if (errand != Errand.LOOKUP) {
                client.connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS));
            }
            clients.put(errand, client.build());
        }
    }

    OkHttpClient of(Errand errand) {
        return clients.get(errand);
    }

    /** What is known of a call beneath the library's own follow-up; a tag of its request. */
    static final class Trip {
        private boolean answered;
        private String retryAfter;

        /** @return the headers with the one that was kept from the library */
        Headers complete(Headers headers) {
            return retryAfter == null
                    ? headers
                    : headers.newBuilder().set("Retry-After", retryAfter).build();
        }
    }

    /** Hides the header that makes the library repeat a request, and stops any other repetition. */
    private static final class NoRepeat implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Trip trip = chain.request().tag(Trip.class);
            if (trip == null) {
                return chain.proceed(chain.request());
            }
            if (trip.answered) {
                throw new IOException("the request was answered, and is not repeated");
            }
            Response response = chain.proceed(chain.request());
            trip.answered = true;
            trip.retryAfter = response.header("Retry-After");
            return response.newBuilder().removeHeader("Retry-After").build();
        }
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
