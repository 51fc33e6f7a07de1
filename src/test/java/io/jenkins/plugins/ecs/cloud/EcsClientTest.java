package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EcsClientTest {

    private final TestClock clock = new TestClock();
    private SimulatedCloud cloud;
    private EcsClient client;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(clock);
        client = client(SimulatedCloud.ACCESS_KEY, clock);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void looksUpServerImageAndKeyPair() throws CloudException {
        assertEquals("web-1", client.server(Region.SERVER).name());
        assertEquals("Standard_Ubuntu_22.04_latest", client.image(Region.IMAGE).name());
        assertEquals(SimulatedCloud.USER, client.keyPair(Region.KEY_PAIR).userId());
        assertNull(client.image("00000000-0000-0000-0000-000000000000"));
    }

    @Test
    void tellsHowFarTheCloudsClockIsAhead() throws Exception {
        assertNull(client.clockAhead());
        Clock real = Clock.systemUTC();
        Clock ahead = Clock.offset(real, Duration.ofMinutes(5));
        try (SimulatedCloud fast = new SimulatedCloud(ahead)) {
            EcsClient punctual = Clients.signing(fast.endpoint(), real);
            punctual.server(Region.SERVER);
            assertEquals(5, punctual.clockAhead().plusSeconds(2).toMinutes());

            EcsClient late = Clients.signing(fast.endpoint(), Clock.offset(real, Duration.ofMinutes(-20)));
            assertThrows(RefusedException.class, () -> late.server(Region.SERVER));
            assertEquals(5, late.clockAhead().plusSeconds(2).toMinutes(), "also a refusal tells the time");
        }
    }

    @Test
    void asksForAKeyPairWhoseNameNeedsEncoding() {
        RefusedException refusal = assertThrows(RefusedException.class, () -> client.keyPair("my key/pair ü%2F*~"));
        assertEquals(404, refusal.error().httpStatus());
    }

    @Test
    void changesAnOsAndFollowsItsJob() throws CloudException {
        String job = client.changeOs(Region.SERVER, body());

        assertEquals("INIT", client.job(job).status());
        clock.pass(Duration.ofMinutes(2));
        assertEquals("SUCCESS", client.job(job).status());
        assertEquals(Region.IMAGE, cloud.region().at(Region.SERVER).imageId());
    }

    @Test
    void saysWhatTheCloudSays() {
        cloud.region().at(Region.SERVER).json().put("locked", true);

        RefusedException refusal = assertThrows(RefusedException.class, () -> client.changeOs(Region.SERVER, body()));

        assertEquals("Ecs.0605", refusal.error().code());
        assertNotNull(refusal.requestId());
        assertEquals(FailureClass.REFUSED, refusal.kind());
    }

    @Test
    void isRefusedWithAWrongKey() {
        EcsClient stranger = client(new AccessKey(SimulatedCloud.ACCESS_KEY.id(), "wrong"), clock);

        RefusedException refusal = assertThrows(RefusedException.class, () -> stranger.server(Region.SERVER));

        assertEquals("APIGW.0301", refusal.error().code());
        assertFalse(
                refusal.getMessage().contains(Region.SERVER), "the echoed request is masked: " + refusal.getMessage());
    }

    @Test
    void isRefusedWhenTheClockIsWrong() {
        TestClock wrong = new TestClock();
        wrong.pass(Duration.ofMinutes(16));
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> client(SimulatedCloud.ACCESS_KEY, wrong).server(Region.SERVER));
        assertTrue(refusal.getMessage().contains("signature expired"), refusal.getMessage());
    }

    @Test
    void knowsThatALostReplyLeavesTheOutcomeOpen() {
        cloud.faults().loseReply("POST", "/changeos");

        NoAnswerException silence = assertThrows(NoAnswerException.class, () -> client.changeOs(Region.SERVER, body()));

        assertEquals(FailureClass.LOST, silence.kind());
        assertEquals(1, cloud.changeRequests());
        assertEquals("REBUILD", cloud.region().at(Region.SERVER).status());
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() {
        cloud.close();
        NoAnswerException silence = assertThrows(NoAnswerException.class, () -> client.changeOs(Region.SERVER, body()));
        assertEquals(FailureClass.NOT_SENT, silence.kind());
    }

    @Test
    void takesAnAcceptedRequestWithoutAJobForAnError() {
        cloud.faults().answer("POST", "/changeos", 202, "Common.0024", "The flow is limited.");
        RefusedException busy = assertThrows(RefusedException.class, () -> client.changeOs(Region.SERVER, body()));
        assertEquals(FailureClass.THROTTLED, busy.kind());
    }

    @Test
    void doesNotFollowARedirect() {
        cloud.faults().answer("POST", "/changeos", 307, "moved", "elsewhere");
        RefusedException moved = assertThrows(RefusedException.class, () -> client.changeOs(Region.SERVER, body()));
        assertEquals(307, moved.error().httpStatus());
        assertEquals(FailureClass.REDIRECTED, moved.kind());
        assertEquals(1, cloud.changeRequests());
    }

    private EcsClient client(AccessKey key, TestClock with) {
        return client(new RequestSigner(key, with), Project.withId(SimulatedCloud.PROJECT));
    }

    private EcsClient client(RequestAuth auth, Project project) {
        return Clients.of(cloud.endpoint(), project, auth, clock, new OkHttpClient());
    }

    private static ChangeOsBody body() {
        return new ChangeOsBody(Region.IMAGE, null, null, null, null, false, null);
    }
}
