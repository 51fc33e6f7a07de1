package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves this machine, counted on the wire: the HTTP library sends nothing a second time, whatever the answer invites it to. */
class NothingRepeatedTest {

    private final MockWebServer http = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        http.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private interface Call {
        void run(EcsClient client) throws CloudException;
    }

    static Stream<Arguments> invitations() {
        List<Call> exchanges = List.of(
                client -> client.job("j"),
                client -> client.start("s"),
                client -> client.changeOs("s", new ChangeOsBody("i", null, null, null, null, false, null)));
        return IntStream.of(300, 301, 302, 303, 307, 308, 401, 408, 421, 429, 503)
                .boxed()
                .flatMap(status -> exchanges.stream().map(exchange -> Arguments.of(status, exchange)));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("invitations")
    void sendsOnce(int status, Call exchange) {
        for (int i = 0; i < 3; i++) {
            http.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Retry-After", "0")
                    .setHeader("Location", "/elsewhere")
                    .setHeader("WWW-Authenticate", "Basic realm=\"a\"")
                    .build());
        }
        OkHttpClient eager = new OkHttpClient.Builder()
                .retryOnConnectionFailure(true)
                .authenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Authorization", Credentials.basic("u", "p"))
                        .build())
                .build();

        RefusedException refusal = assertThrows(RefusedException.class, () -> exchange.run(client(eager)));

        assertEquals(1, http.getRequestCount());
        assertEquals(status, refusal.error().httpStatus());
        assertEquals(Duration.ZERO, refusal.retryAfter(), "what the library does not see is seen here");
    }

    @Test
    void readsHowLongToWaitFromAnErrorInA202() {
        http.enqueue(new MockResponse.Builder()
                .code(202)
                .setHeader("Retry-After", "17")
                .body("{\"error\":{\"code\":\"Common.0024\",\"message\":\"The flow is limited.\"}}")
                .build());

        RefusedException busy = assertThrows(
                RefusedException.class, () -> client(new OkHttpClient()).stop("s"));

        assertEquals(FailureClass.THROTTLED, busy.kind());
        assertEquals(Duration.ofSeconds(17), busy.retryAfter());
    }

    @Test
    void givesEveryChangeAConnectionOfItsOwnThatWasJustMade() throws Exception {
        OkHttpClient http2 = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        EcsClient client = client(http2);
        for (int i = 0; i < 5; i++) {
            http.enqueue(new MockResponse.Builder().body("{\"job_id\":\"j\"}").build());
        }

        client.job("j");
        client.job("j");
        client.stop("s");
        client.stop("s");
        client.job("j");

        int[] connections = new int[5];
        for (int i = 0; i < 5; i++) {
            RecordedRequest request = http.takeRequest();
            connections[i] = request.getConnectionIndex();
            assertEquals("HTTP/1.1", request.getVersion());
        }
        assertEquals(connections[0], connections[1], "lookups share one");
        assertEquals(connections[0], connections[4]);
        assertNotEquals(connections[0], connections[2]);
        assertNotEquals(connections[2], connections[3]);
        assertNotEquals(connections[0], connections[3]);
    }

    @Test
    void waitsLongestForTheAnswerThatNamesTheJob() {
        SingleShot clients = new SingleShot(
                new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(1)).build());
        assertEquals(180_000, clients.of(Errand.ACTION).readTimeoutMillis());
        assertEquals(210_000, clients.of(Errand.ACTION).callTimeoutMillis());
        assertEquals(30_000, clients.of(Errand.LOOKUP).readTimeoutMillis());
        assertEquals(60_000, clients.of(Errand.LOOKUP).callTimeoutMillis());
        assertEquals(20_000, clients.of(Errand.SIGN_IN).callTimeoutMillis());
    }

    private EcsClient client(OkHttpClient base) {
        return Clients.signing("http://127.0.0.1:" + http.getPort(), new TestClock(), base);
    }
}
