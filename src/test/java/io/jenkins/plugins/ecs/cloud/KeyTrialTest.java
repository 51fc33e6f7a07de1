package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** More than five wrong signatures in a row lock a key for everybody: a wrong key is tried once. */
class KeyTrialTest {

    @AutoClose
    private final SignInRig rig = new SignInRig();

    private final TestClock clock = rig.clock;
    private final SimulatedCloud cloud = rig.cloud;

    @Test
    void triesAWrongKeyOnceForTenWhoComeAtOnce() throws Exception {
        EcsClient client = rig.signing(wrong(), SignInRig.BY_ID);
        try (Crowd crowd = new Crowd(10, () -> client.server(Region.SERVER))) {
            crowd.end();
            assertEquals(10, crowd.failures().size());
            assertTrue(crowd.failures().stream().allMatch(e -> ((RefusedException) e).isUnauthorized()));
        }
        assertEquals(1, cloud.requestCount());
    }

    @Test
    void remembersTheRefusalForSomeMinutes() {
        EcsClient client = rig.signing(wrong(), SignInRig.BY_ID);
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
        assertThrows(
                RefusedException.class,
                () -> rig.signing(wrong(), SignInRig.BY_ID).server(Region.SERVER));
        assertEquals(
                "web-1",
                rig.signing(SimulatedCloud.ACCESS_KEY, SignInRig.BY_ID)
                        .server(Region.SERVER)
                        .name());
    }

    @Test
    void forgetsARefusalThatHasPassed() throws CloudException {
        EcsClient client = rig.signing(SimulatedCloud.ACCESS_KEY, SignInRig.BY_ID);
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
        EcsClient client = rig.signing(SimulatedCloud.ACCESS_KEY, SignInRig.BY_ID);
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
        EcsClient client = rig.signing(SimulatedCloud.ACCESS_KEY, SignInRig.BY_ID);
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
}
