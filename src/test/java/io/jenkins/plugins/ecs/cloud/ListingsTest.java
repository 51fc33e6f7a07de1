package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Lists that are longer than a page come whole and without doubles. */
class ListingsTest {

    private final TestClock clock = new TestClock();
    private SimulatedCloud cloud;
    private Listings listings;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(clock);
        listings = Clients.signing(cloud.endpoint(), clock).listings();
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** As when very many forms ask at once. */
    @Test
    void asksForNothingOnceTheShareOfListsIsTaken() {
        RateLimiter limiter = new RateLimiter(clock::nanoTime, 10);
        EcsClient client = new EcsClient(
                Endpoints.of(cloud.endpoint()),
                Project.withId(SimulatedCloud.PROJECT),
                new RequestSigner(SimulatedCloud.ACCESS_KEY, clock),
                new OkHttpClient(),
                limiter);
        while (limiter.takeForList(Duration.ofSeconds(10)).isPresent()) {
            // one form more
        }
        Listings crowded = client.listings();
        List<Executable> all = List.of(
                crowded::servers,
                () -> crowded.someServers(1),
                crowded::images,
                () -> crowded.someImages(1),
                crowded::keyPairs);
        for (Executable list : all) {
            assertEquals(
                    FailureClass.NOT_SENT,
                    assertThrows(CloudException.class, list).kind());
        }
        assertEquals(0, cloud.requestCount());
        assertEquals(Duration.ZERO, client.limits().ecs().reserve(), "for a change that runs");
    }

    @Test
    void listsServersOfSeveralPages() throws CloudException {
        for (int i = 1; i < 250; i++) {
            cloud.region().addServer(UUID.randomUUID().toString(), "web-" + i, "ACTIVE");
        }
        List<Server> servers = listings.servers();
        assertEquals(250, servers.size());
        assertEquals(250, new HashSet<>(servers.stream().map(Server::id).toList()).size());
        assertEquals(3, cloud.requests().size());
    }

    @Test
    void listsTheFirstOfThemInOneExchange() throws CloudException {
        for (int i = 1; i < 150; i++) {
            cloud.region().addServer(UUID.randomUUID().toString(), "web-" + i, "ACTIVE");
            cloud.region().addImage(UUID.randomUUID().toString(), "image-" + i);
        }
        assertEquals(100, listings.someServers(1).size());
        assertEquals(100, listings.someImages(1).size());
        assertEquals(2, cloud.requests().size());
    }

    @Test
    void listsServersThatFillTheirPagesExactly() throws CloudException {
        for (int i = 1; i < 100; i++) {
            cloud.region().addServer(UUID.randomUUID().toString(), "web-" + i, "ACTIVE");
        }
        assertEquals(100, listings.servers().size());
    }

    @Test
    void listsImagesOfSeveralPages() throws CloudException {
        for (int i = 1; i < 149; i++) {
            cloud.region().addImage(UUID.randomUUID().toString(), "image-" + i);
        }
        List<Image> images = listings.images();
        assertEquals(150, images.size());
        assertEquals(150, new HashSet<>(images.stream().map(Image::id).toList()).size());
    }

    @Test
    void listsKeyPairs() throws CloudException {
        List<KeyPair> pairs = listings.keyPairs();
        assertEquals(1, pairs.size());
        assertEquals(Region.KEY_PAIR, pairs.get(0).name());
        assertTrue(pairs.get(0).publicKey().startsWith("ssh-rsa "));
    }
}
