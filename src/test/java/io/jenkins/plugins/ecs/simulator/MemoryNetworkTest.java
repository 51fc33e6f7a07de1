package io.jenkins.plugins.ecs.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.ChangeOsBody;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import java.time.Duration;
import java.time.Instant;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** In memory a client meets the same cloud as over sockets: signatures are checked, and what breaks breaks at the same moment. */
class MemoryNetworkTest {

    private final TestClock clock = new TestClock();
    private final SimulatedCloud cloud = SimulatedCloud.inMemory(clock);
    private final EcsClient client = Clients.signing(cloud.endpoint(), clock, cloud.http());

    @Test
    void carriesACallAndItsAnswer() throws CloudException {
        assertEquals("SHUTOFF", client.server(Region.SERVER).status());
        String job = client.changeOs(Region.SERVER, body());
        assertEquals("INIT", client.job(job).status());
        assertEquals(Region.IMAGE, cloud.audit().ourChanges().get(0).asked("imageid"));
    }

    @Test
    void checksSignatures() {
        AccessKey wrong = new AccessKey(SimulatedCloud.ACCESS_KEY.id(), "wrong");
        EcsClient stranger = Clients.of(
                cloud.endpoint(),
                Project.withId(SimulatedCloud.PROJECT),
                new RequestSigner(wrong, clock),
                clock,
                cloud.http());
        assertEquals(
                401,
                assertThrows(RefusedException.class, () -> stranger.server(Region.SERVER))
                        .error()
                        .httpStatus());
    }

    @Test
    void signsInWithAPassword() throws CloudException {
        IamUser user = new IamUser(Identity.DOMAIN, Identity.USER_NAME, new SecretText(Identity.PASSWORD));
        Project project = Project.named(Identity.PROJECT_NAME);
        TokenAuth auth = new TokenAuth(HttpUrl.get(cloud.endpoint()), user, project, clock);
        EcsClient signedIn = Clients.of(cloud.endpoint(), project, auth, clock, cloud.http());
        assertEquals("SHUTOFF", signedIn.server(Region.SERVER).status());
    }

    @Test
    void tellsALostReplyFromAConnectionThatWasNeverMade() {
        cloud.faults().loseReply("POST", "/changeos");
        assertEquals(FailureClass.LOST, kindOf(this::change));
        assertEquals(1, cloud.audit().ourChanges().size());

        cloud.faults().refuseConnection("POST", "/changeos");
        assertEquals(FailureClass.NOT_SENT, kindOf(this::change));
        assertEquals(1, cloud.changeRequests());
    }

    @Test
    void losesARequestBeforeTheCloudActs() {
        cloud.faults().loseRequest("POST", "/changeos");
        assertEquals(FailureClass.LOST, kindOf(this::change));
        assertEquals(0, cloud.audit().ourChanges().size());
    }

    @Test
    void cutsAnAnswerInTwo() {
        cloud.faults().cutReply("GET", "/cloudservers/");
        assertEquals(FailureClass.LOST, kindOf(() -> client.server(Region.SERVER)));
    }

    @Test
    void letsTimePassOnTheClockInsteadOfWaiting() {
        Instant before = clock.instant();
        cloud.faults().delayReply("GET", "/cloudservers/", 3_600_000);
        assertEquals(FailureClass.LOST, kindOf(() -> client.server(Region.SERVER)));
        Duration waited = Duration.between(before, clock.instant());
        assertTrue(waited.compareTo(Duration.ofMinutes(2)) < 0 && !waited.isZero(), waited::toString);
    }

    @Test
    void unpacksWhatComesPacked() throws CloudException {
        cloud.faults().packReply("GET", "/cloudservers/");
        assertEquals("SHUTOFF", client.server(Region.SERVER).status());
    }

    private String change() throws CloudException {
        return client.changeOs(Region.SERVER, body());
    }

    private static ChangeOsBody body() {
        return new ChangeOsBody(
                Region.IMAGE, Region.KEY_PAIR, SimulatedCloud.USER, null, null, false, null, false, null, false, true);
    }

    private static FailureClass kindOf(Executable call) {
        return assertThrows(CloudException.class, call).kind();
    }
}
