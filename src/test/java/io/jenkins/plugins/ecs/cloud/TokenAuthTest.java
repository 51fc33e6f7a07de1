package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Signing in with a password: as seldom as possible, and never in a loop. */
class TokenAuthTest {

    @AutoClose
    private final SignInRig rig = new SignInRig();

    private final TestClock clock = rig.clock;
    private final SimulatedCloud cloud = rig.cloud;

    @Test
    void signsInOnceForManyRequests() throws CloudException {
        EcsClient client = rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_ID);
        client.server(Region.SERVER);
        client.server(Region.SERVER);
        client.image(Region.IMAGE);
        assertEquals(1, cloud.identity().logins());
    }

    @Test
    void signsInAnewAfterHalfOfTheTokensLife() throws CloudException {
        EcsClient client = rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_ID);
        client.server(Region.SERVER);
        clock.pass(Duration.ofHours(11));
        client.server(Region.SERVER);
        assertEquals(1, cloud.identity().logins());
        clock.pass(Duration.ofHours(2));
        client.server(Region.SERVER);
        assertEquals(2, cloud.identity().logins());
    }

    @Test
    void replacesATokenThatIsNoLongerTakenAndRepeatsTheCallOnce() throws CloudException {
        EcsClient client = rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_ID);
        client.server(Region.SERVER);
        cloud.identity().revokeTokens();
        int before = cloud.requests().size();

        assertEquals("web-1", client.server(Region.SERVER).name());

        assertEquals(2, cloud.identity().logins());
        assertEquals(3, cloud.requests().size() - before, "refused, signed in, asked again");
    }

    @Test
    void changesAnOsOnceAfterItsTokenWasRevoked() throws CloudException {
        EcsClient client = rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_ID);
        client.server(Region.SERVER);
        cloud.identity().revokeTokens();

        client.changeOs(Region.SERVER, new ChangeOsBody(Region.IMAGE, null, null, null, null, false, null));

        assertEquals(2, cloud.changeRequests(), "the first was refused at the gate");
        assertEquals("REBUILD", cloud.region().at(Region.SERVER).status());
    }

    @Test
    void asksNoThirdTime() {
        EcsClient client = rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_ID);
        cloud.faults().answer("GET", "/cloudservers", 401, "APIGW.0307", "The token must be updated.");
        cloud.faults().answer("GET", "/cloudservers", 401, "APIGW.0307", "The token must be updated.");
        cloud.faults().answer("GET", "/cloudservers", 401, "APIGW.0307", "The token must be updated.");

        assertThrows(RefusedException.class, () -> client.server(Region.SERVER));

        assertEquals(2, cloud.identity().logins());
    }

    @Test
    void triesAWrongPasswordOnce() {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> rig.withPassword(SignInRig.user("Passw0rd-of-another"), SignInRig.BY_ID)
                        .server(Region.SERVER));

        assertEquals(1, cloud.identity().logins());
        assertEquals(FailureClass.NOT_SIGNED_IN, refusal.kind());
        assertTrue(refusal.getMessage().contains("password is wrong"), refusal.getMessage());
        assertFalse(refusal.toString().contains(Identity.PASSWORD));
    }

    @Test
    void learnsTheProjectFromTheToken() throws CloudException {
        assertEquals(
                "web-1",
                rig.withPassword(SignInRig.user(Identity.PASSWORD), SignInRig.BY_NAME)
                        .server(Region.SERVER)
                        .name());
        assertTrue(cloud.requests().stream().noneMatch(request -> request.path().equals("/v3/projects")));
    }

    @Test
    void looksTheProjectUpOnceWithAnAccessKey() throws CloudException {
        EcsClient client = rig.client(new RequestSigner(SimulatedCloud.ACCESS_KEY, clock), SignInRig.BY_NAME);
        assertEquals("web-1", client.server(Region.SERVER).name());
        assertEquals("web-1", client.server(Region.SERVER).name());
        long looks = cloud.requests().stream()
                .filter(request -> request.path().equals("/v3/projects"))
                .count();
        assertEquals(1, looks);
    }

    @Test
    void saysWhenThereIsNoSuchProject() {
        EcsClient client = rig.client(
                new RequestSigner(SimulatedCloud.ACCESS_KEY, clock, clock::nanoTime), Project.named("elsewhere"));
        RefusedException refusal = assertThrows(RefusedException.class, () -> client.server(Region.SERVER));
        assertTrue(refusal.getMessage().contains("no project named elsewhere"), refusal.getMessage());
    }

    @Test
    void neverPrintsThePassword() {
        IamUser user = new IamUser(Identity.DOMAIN, Identity.USER_NAME, new SecretText(Identity.PASSWORD));
        assertFalse(user.toString().contains(Identity.PASSWORD));
    }
}
