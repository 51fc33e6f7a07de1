package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An identity service that is down, slow, or says no: what becomes of the requests behind the sign-in. */
class SignInTest {

    private static final String LOGIN = "/v3/auth/tokens";

    @AutoClose
    private final SignInRig rig = new SignInRig();

    private final TestClock clock = rig.clock;
    private final SimulatedCloud cloud = rig.cloud;

    @ParameterizedTest
    @CsvSource({"503, NOT_SENT", "408, NOT_SENT", "429, THROTTLED", "401, NOT_SIGNED_IN", "403, NOT_SIGNED_IN"})
    void sendsNoChangeWhereTheSignInFails(int status, FailureClass expected) {
        cloud.faults().answer("POST", LOGIN, status, "IAM.9999", "simulated");

        CloudException failure = assertThrows(CloudException.class, () -> change(withPassword()));

        assertEquals(expected, failure.kind());
        assertTrue(failure.isSignIn());
        assertTrue(failure.getMessage().startsWith("signing in: IAM.9999"), failure.getMessage());
        assertEquals(0, cloud.changeRequests());
    }

    @Test
    void sendsNoChangeWhereTheReplyToTheSignInIsLost() {
        cloud.faults().loseReply("POST", LOGIN);
        CloudException failure = assertThrows(CloudException.class, () -> change(withPassword()));
        assertEquals(FailureClass.NOT_SENT, failure.kind());
        assertTrue(failure.isSignIn());
        assertEquals(0, cloud.changeRequests());
    }

    @Test
    void sendsNoChangeWhereTheSignInBringsNoToken() {
        cloud.faults().garbleReply("POST", LOGIN, "<html>");
        CloudException failure = assertThrows(CloudException.class, () -> change(withPassword()));
        assertEquals(FailureClass.NOT_SENT, failure.kind());
        assertEquals(0, cloud.changeRequests());
    }

    @Test
    void sendsNoChangeAgainWhereTheTokenWasRefusedAndNoOtherCanBeHad() throws CloudException {
        EcsClient client = withPassword();
        client.server(Region.SERVER);
        cloud.identity().revokeTokens();
        cloud.faults().answer("POST", LOGIN, 503, "none", "simulated");

        CloudException failure = assertThrows(CloudException.class, () -> change(client));

        assertEquals(FailureClass.NOT_SENT, failure.kind(), "the one that was sent was refused at the gate");
        assertEquals(1, cloud.changeRequests());
        assertEquals(0, cloud.region().changes());
    }

    @ParameterizedTest
    @CsvSource({"503, NOT_SENT", "429, THROTTLED", "403, NOT_SIGNED_IN", "404, NOT_SIGNED_IN", "400, NOT_SIGNED_IN"})
    void sendsNoChangeWhereTheProjectIsNotFound(int status, FailureClass expected) {
        cloud.faults().answer("GET", "/v3/projects", status, "none", "simulated");

        RefusedException failure = assertThrows(
                RefusedException.class, () -> change(rig.signing(SimulatedCloud.ACCESS_KEY, SignInRig.BY_NAME)));

        assertEquals(expected, failure.kind());
        assertTrue(failure.isSignIn());
        assertTrue(!failure.isForbidden() && !failure.isNotFound(), "that would be said of the server");
        assertEquals(0, cloud.changeRequests());
    }

    @Test
    void slowsNobodyDownWhereTheIdentityServiceThrottles() {
        RateLimiter limiter = new RateLimiter(clock::nanoTime, 100);
        EcsClient client = new EcsClient(
                Endpoints.of(cloud.endpoint()),
                SignInRig.BY_NAME,
                rig.auth(SignInRig.user(Identity.PASSWORD), SignInRig.BY_NAME),
                new OkHttpClient(),
                limiter);
        cloud.faults().throttle("POST", LOGIN, "7");

        RefusedException failure = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));

        assertEquals(Duration.ofSeconds(7), failure.retryAfter());
        assertEquals(100, limiter.perSecond());
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 401, 429})
    void keepsUsingTheOldTokenWhileItCannotBeRenewed(int status) throws CloudException {
        EcsClient client = withPassword();
        client.server(Region.SERVER);
        clock.pass(Duration.ofHours(13));
        cloud.faults().answer("POST", LOGIN, status, "none", "simulated");

        change(client);
        client.server(Region.SERVER);
        client.server(Region.SERVER);

        assertEquals(1, cloud.region().changes());
        assertEquals(2, logins(), "the first one, and one that failed");
    }

    @Test
    void triesToRenewTheTokenAgainAfterAWhile() throws CloudException {
        EcsClient client = withPassword();
        client.server(Region.SERVER);
        clock.pass(Duration.ofHours(13));
        cloud.faults().answer("POST", LOGIN, 503, "none", "simulated");
        client.server(Region.SERVER);
        clock.pass(Duration.ofSeconds(61));

        client.server(Region.SERVER);
        client.server(Region.SERVER);

        assertEquals(3, logins());
        assertEquals(2, cloud.identity().logins());
    }

    @Test
    void usesNoTokenThatNoLongerLives() throws CloudException {
        EcsClient client = withPassword();
        client.server(Region.SERVER);
        clock.pass(Duration.ofHours(24));
        cloud.faults().answer("POST", LOGIN, 503, "none", "simulated");

        CloudException failure = assertThrows(CloudException.class, () -> client.server(Region.SERVER));

        assertEquals(FailureClass.NOT_SENT, failure.kind());
    }

    @Test
    void measuresTheTokensLifeByTheServicesClock() throws CloudException {
        TestClock late = new TestClock();
        late.jump(Duration.ofHours(30));
        EcsClient client = rig.client(
                new TokenAuth(rig.iam(), SignInRig.user(Identity.PASSWORD), SignInRig.BY_NAME, late, late::nanoTime),
                SignInRig.BY_NAME);
        client.server(Region.SERVER);
        client.server(Region.SERVER);
        assertEquals(1, logins());
    }

    @Test
    void remembersARefusalForSomeMinutes() {
        EcsClient client = withPassword("wrong");
        RefusedException first = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        clock.pass(Duration.ofMinutes(2));
        RefusedException second = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));

        assertEquals(1, cloud.requestCount());
        assertEquals(FailureClass.NOT_SIGNED_IN, second.kind());
        assertEquals(first.error(), second.error());
        assertTrue(second.getMessage().contains("not tried again for 6"), second.getMessage());
        assertEquals(Duration.ofMinutes(1), second.retryAfter());

        clock.pass(Duration.ofMinutes(1));
        assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        assertEquals(2, cloud.requestCount());
    }

    @Test
    void triesAChangedPasswordAtOnce() throws CloudException {
        assertThrows(RefusedException.class, () -> withPassword("wrong").server(Region.SERVER));
        assertEquals("web-1", withPassword().server(Region.SERVER).name());
    }

    @Test
    void replacesATokenThatIsNotTakenOnceAMinute() throws CloudException {
        EcsClient client = withPassword();
        client.server(Region.SERVER);
        for (int i = 0; i < 10; i++) {
            cloud.identity().revokeTokens();
            cloud.faults().answer("GET", "/cloudservers", 401, "APIGW.0307", "The token must be updated.");
            assertThrows(RefusedException.class, () -> {
                cloud.faults().answer("GET", "/cloudservers", 401, "APIGW.0307", "The token must be updated.");
                client.server(Region.SERVER);
            });
        }
        assertEquals(2, cloud.identity().logins());
    }

    @Test
    void letsNobodyWaitForARenewalWhoHasATokenThatLives() throws Exception {
        EcsClient client = withPassword();
        client.server(Region.SERVER);
        clock.pass(Duration.ofHours(13));
        Faults.Held held = cloud.faults().hold("POST", LOGIN);
        try (Crowd crowd = new Crowd(1, () -> client.server(Region.SERVER))) {
            held.awaitRequest();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), // after fifteen the sign-in itself is given up
                    () -> assertEquals("web-1", client.server(Region.SERVER).name()));
            held.release();
            crowd.end();
        }
        assertEquals(2, logins());
    }

    @Test
    void signsInOnceForAllWhoComeMeanwhile() throws Exception {
        EcsClient client = withPassword();
        Faults.Held held = cloud.faults().hold("POST", LOGIN);
        try (Crowd crowd = new Crowd(5, () -> client.server(Region.SERVER))) {
            held.awaitRequest();
            crowd.awaitBlocked(4);
            held.release();
            crowd.end();
            assertEquals(0, crowd.failures().size());
        }
        assertEquals(1, logins());
    }

    @Test
    void failsOnceForAllWhoComeMeanwhile() throws Exception {
        EcsClient client = withPassword();
        Faults.Held held = cloud.faults().hold("POST", LOGIN, 503);
        try (Crowd crowd = new Crowd(5, () -> client.server(Region.SERVER))) {
            held.awaitRequest();
            crowd.awaitBlocked(4);
            held.release();
            crowd.end();
            assertEquals(5, crowd.failures().size());
        }
        assertEquals(1, logins());
    }

    @Test
    void tellsOneRefusalToTenWhoComeAtOnce() throws Exception {
        EcsClient client = withPassword("wrong");
        try (Crowd crowd = new Crowd(10, () -> client.server(Region.SERVER))) {
            crowd.end();
            assertEquals(10, crowd.failures().size());
        }
        assertEquals(1, cloud.requestCount());
    }

    private long logins() {
        return cloud.requests().stream()
                .filter(request -> request.path().equals(LOGIN))
                .count();
    }

    private static void change(EcsClient client) throws CloudException {
        client.changeOs(Region.SERVER, new ChangeOsBody(Region.IMAGE, null, null, null, null, false, null));
    }

    private EcsClient withPassword() {
        return withPassword(Identity.PASSWORD);
    }

    private EcsClient withPassword(String password) {
        return rig.withPassword(SignInRig.user(password), SignInRig.BY_NAME);
    }
}
