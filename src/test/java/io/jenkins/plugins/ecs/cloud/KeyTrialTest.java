package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More than five wrong signatures in a row lock a key for everybody: a wrong key is tried once. */
class KeyTrialTest {

    private final TestClock clock = new TestClock();
    private SimulatedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(clock);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void triesAWrongKeyOnceForTenWhoComeAtOnce() throws Exception {
        EcsClient client = client(wrong());
        try (Crowd crowd = new Crowd(10, () -> client.server(Region.SERVER))) {
            crowd.end();
            assertEquals(10, crowd.failures().size());
            assertTrue(crowd.failures().stream().allMatch(e -> ((RefusedException) e).isUnauthorized()));
        }
        assertEquals(1, cloud.requestCount());
    }

    @Test
    void remembersTheRefusalForSomeMinutes() {
        EcsClient client = client(wrong());
        RefusedException first = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        assertEquals(FailureClass.REFUSED, first.kind(), "this one was sent");

        RefusedException second = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        assertEquals(FailureClass.NOT_SIGNED_IN, second.kind(), "this one was not");
        assertEquals("APIGW.0301", second.error().code());
        assertEquals(1, cloud.requestCount());

        clock.pass(Duration.ofMinutes(3));
        assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        assertEquals(2, cloud.requestCount());
    }

    @Test
    void triesAChangedKeyAtOnce() throws CloudException {
        assertThrows(RefusedException.class, () -> client(wrong()).server(Region.SERVER));
        assertEquals(
                "web-1", client(SimulatedCloud.ACCESS_KEY).server(Region.SERVER).name());
    }

    @Test
    void forgetsARefusalThatHasPassed() throws CloudException {
        EcsClient client = client(SimulatedCloud.ACCESS_KEY);
        client.server(Region.SERVER);
        cloud.faults()
                .answer("GET", "/cloudservers", 401, "APIGW.0301", "AK access failed to reach the limit,forbidden");
        assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        clock.pass(Duration.ofMinutes(3));
        assertEquals("web-1", client.server(Region.SERVER).name());
        assertEquals("web-1", client.server(Region.SERVER).name());
    }

    @Test
    void usesAKeyThatIsTakenFromManyThreadsAtOnce() throws Exception {
        EcsClient client = client(SimulatedCloud.ACCESS_KEY);
        client.server(Region.SERVER);
        Faults.Held held = cloud.faults().hold("GET", "/cloudservers");
        try (Crowd crowd = new Crowd(1, () -> client.server(Region.SERVER))) {
            held.awaitRequest();
            assertEquals("web-1", client.server(Region.SERVER).name());
            held.release();
            crowd.end();
        }
    }

    @Test
    void takesAServicesRefusalForAProofThatTheKeyIsTaken() throws Exception {
        EcsClient client = client(SimulatedCloud.ACCESS_KEY);
        assertThrows(RefusedException.class, () -> client.server("00000000-0000-0000-0000-000000000000"));
        Faults.Held held = cloud.faults().hold("GET", "/cloudservers");
        try (Crowd crowd = new Crowd(1, () -> client.server(Region.SERVER))) {
            held.awaitRequest();
            assertEquals("web-1", client.server(Region.SERVER).name());
            held.release();
            crowd.end();
        }
    }

    private static AccessKey wrong() {
        return new AccessKey(SimulatedCloud.ACCESS_KEY.id(), "wrong");
    }

    private EcsClient client(AccessKey key) {
        RequestAuth auth = new RequestSigner(key, clock, clock::nanoTime);
        return Clients.of(cloud.endpoint(), Project.withId(SimulatedCloud.PROJECT), auth, clock, new OkHttpClient());
    }
}
