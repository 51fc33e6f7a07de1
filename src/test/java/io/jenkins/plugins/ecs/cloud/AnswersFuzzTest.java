package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.FuzzedServer;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Whatever comes over the wire, a call ends in a value or in a {@link CloudException}. */
class AnswersFuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20260115);
    private static final int TRIES = 6000;
    /** Code, words and request ID, each kept whole up to 64 KiB so that secrets are found in it. */
    private static final int LONGEST_MESSAGE = 3 * 65 * 1024;

    /** Keeps no connection, so that what breaks one case cannot spoil the next; and waits for no answer that never ends. */
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .connectionPool(new okhttp3.ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
            .addInterceptor(chain -> chain.withReadTimeout(5, TimeUnit.SECONDS).proceed(chain.request()))
            .build();

    private interface Exchanged {
        void run(EcsClient client) throws CloudException;
    }

    private static final List<Exchanged> CALLS = List.of(
            client -> use(client.server(Region.SERVER)),
            client -> use(client.job("ff80808288d41e1b018990260955686a")),
            client -> client.image(Region.IMAGE),
            client -> assertNotNull(client.keyPair(Region.KEY_PAIR).toString()),
            client -> assertTrue(!client.stop(Region.SERVER).isBlank()),
            client -> assertTrue(
                    !client.changeOs(Region.SERVER, new ChangeOsBody(Region.IMAGE, null, null, null, null, false, null))
                            .isBlank()),
            client -> assertNotNull(client.finder().servers("web", null).items()),
            client -> use(client.privateImages().job("9a175ac792fa12d20193002100dd2762")),
            client -> client.privateImages().find(Region.SERVER, "undo").map(Image::id),
            client -> assertNotNull(client.keyPairs()),
            client -> assertTrue(!client.privateImages()
                    .create(Region.SERVER, null, "undo", null, Map.of())
                    .isBlank()),
            client -> assertTrue(!client.start(Region.SERVER).isBlank()),
            client -> assertNotNull(client.finder().images(null, "marker").items()),
            client -> assertNotNull(client.disk(Region.SERVER).toString()),
            client -> assertNotNull(client.consoleOutput(Region.SERVER, 50)),
            client -> assertNotNull(client.privateImages().quota()));

    /** The server has examples for the first six; the others are answered with those, too. */
    private static final int EXAMPLES = 6;

    @Test
    void endsInAValueOrACloudException() throws IOException {
        try (FuzzedServer http = new FuzzedServer(SEED)) {
            TestClock clock = new TestClock();
            EcsClient client = Clients.signing(http.endpoint(), clock, HTTP);
            int values = assertTimeoutPreemptively(Duration.ofMinutes(3), () -> ask(client, http, clock), http::last);
            System.out.printf(
                    "FUZZ answers tried=%d seed=%d values=%d exceptions=%d%n", TRIES, SEED, values, TRIES - values);
            assertTrue(values > TRIES / 20 && values < TRIES, "both ends are reached: " + values);
        }
    }

    private static int ask(EcsClient client, FuzzedServer http, TestClock clock) {
        int values = 0;
        for (int i = 0; i < TRIES; i++) {
            int call = i % CALLS.size();
            clock.pass(Duration.ofMinutes(5)); // a refusal of the key is forgotten by then
            http.prepare(call % EXAMPLES);
            try {
                CALLS.get(call).run(client);
                values++;
            } catch (CloudException e) {
                check(e, i, http);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("case " + i + " of seed " + SEED + ": " + http.last(), e);
            }
        }
        return values;
    }

    private static void check(CloudException e, int i, FuzzedServer http) {
        String id = e.requestId() == null ? "" : e.requestId();
        String code = e instanceof RefusedException refused
                ? String.valueOf(refused.error().code())
                : "";
        assertTrue(
                !e.getMessage().isBlank() && e.getMessage().length() + id.length() <= LONGEST_MESSAGE,
                () -> "case " + i + " of seed " + SEED + ": " + http.last());
        assertTrue((id + code).chars().noneMatch(Character::isISOControl), () -> "control characters: " + id + code);
        assertTrue(e.kind() != FailureClass.NOT_SENT, () -> "it was sent: " + e);
    }

    private static void use(Server server) {
        assertNotNull(server.imageIds());
        assertTrue(server.typedAddresses().size() >= 0
                && server.addressList().stream().noneMatch(java.util.Objects::isNull));
        server.systemVolumeId();
        server.imageName();
        server.isIdleAnd("ACTIVE");
    }

    private static void use(ImageJob job) {
        job.imageId();
        job.progress();
        job.reason();
    }

    private static void use(Job job) {
        Job deepest = job.deepestFailure();
        deepest.reason();
        job.subJobs().forEach(sub -> assertNotNull(sub.subJobs()));
    }
}
