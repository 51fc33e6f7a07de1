package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.SitePlace;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before anything is sent, or by the cloud: nothing changes, and the user learns what to do. */
class RefusalTest {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @AutoClose
    private final Rig rig = new Rig();

    @Test
    void namesEveryMalformedFieldAndSendsNothing() {
        String message =
                refused(new ChangeRequest("web-1", "ubuntu").mode("now").timeoutMinutes(0), 0);
        assertThat(message, containsString("serverId: ‘web-1’"));
        assertThat(message, containsString("imageId: ‘ubuntu’"));
        assertThat(message, containsString("mode: ‘now’"));
        assertThat(message, containsString("timeoutMinutes: 0"));
        assertEquals(0, rig.cloud.requests().size());
    }

    @Test
    void refusesAServerThatIsNotThere() {
        assertThat(refused(new ChangeRequest(NOBODY, Region.IMAGE), 0), containsString("no such server"));
    }

    /** In scripts and in forms. */
    @Test
    void saysHowARunningServerCanBeStopped() {
        rig.server().become("ACTIVE", null);
        String message = refused(rig.request(), 0);
        assertThat(message, containsString("the server is running (ACTIVE, not SHUTOFF)"));
        assertThat(message, containsString("set stopFirst (any cloud) or mode withStopServer (Huawei Cloud)"));
        assertThat(message, containsString("in forms “If the server is running”"));
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        assertThat(refused(new ChangeRequest(Region.SERVER, NOBODY), 0), containsString("no image " + NOBODY));
    }

    @Test
    void refusesAKeyPairThatIsNotThere() {
        rig.login = new Login.WithKeyPair("nobodys", null);
        assertThat(refused(rig.request(), 0), containsString("‘nobodys’ was not found"));
    }

    @Test
    void refusesAWeakPasswordWithoutRepeatingIt() {
        rig.login = new Login.WithPassword(new SecretText("weakling"));
        String message = refused(rig.request(), 0);
        assertThat(message, containsString("keyCredentialId"));
        assertEquals(-1, message.indexOf("weakling"));
    }

    @Test
    void refusesWhatVersion1DoesNotTake() {
        rig.login = new Login.FromImage();
        rig.userData = new SecretText("#cloud-config");
        String message = refused(rig.request().cloudInit(false), 0);
        assertThat(message, containsString("userData: an image without cloud-init"));
        assertThat(message, containsString("keyCredentialId: missing"));
    }

    @Test
    void refusesAnEncryptionKeyThatIsNotUsed() {
        assertThat(refused(rig.request().encrypt(false, "x"), 0), containsString("kmsKeyId: set without encrypt"));
        assertThat(refused(rig.request().encrypt(true, "x"), 0), containsString("kmsKeyId: ‘x’ is not a key ID"));
    }

    @Test
    void refusesUserDataThatIsTooLarge() {
        rig.userData = new SecretText("ü".repeat(20_000));
        assertThat(refused(rig.request(), 0), containsString("40000 bytes"));
    }

    @Test
    void passesOnWhatTheCloudRefusesAndWhatToDo() {
        rig.cloud.faults().answer("POST", "/changeos", 403, "Pdp.0001", "Policy does not allow it.");
        String message = refused(rig.request(), 1);
        assertThat(
                message,
                containsString("the cloud refused the request (Pdp.0001: Policy does not allow it [request req"));
        assertThat(message, containsString("grant ecs:cloudServers:changeOS"));
    }

    @Test
    void passesOnWhatIsMisconfigured() {
        rig.misconfigured = "credentialsId: there is no credential ‘gone’.";
        assertThat(refused(rig.request(), 0), containsString("credentialsId: there is no credential"));
    }

    @Test
    void tellsInvalidValuesFromWhatMayBePutRightMeanwhile() {
        assertTrue(rig.run(new ChangeRequest("web-1", Region.IMAGE)).failure().isInvalidInput());
        assertFalse(rig.run(new ChangeRequest(NOBODY, Region.IMAGE)).failure().isInvalidInput());
        rig.misconfigured = "credentialsId: there is no credential ‘gone’.";
        assertFalse(rig.run(rig.request()).failure().isInvalidInput());
    }

    @Test
    void asksOnceOnlyWithAKeyThatIsRefused() {
        rig.key = new AccessKey(SimulatedCloud.ACCESS_KEY.id(), "wrong");
        assertThat(refused(rig.request(), 0), containsString("APIGW.0301"));
        assertEquals(1, rig.cloud.requests().size());
    }

    @Test
    void givesUpWhenTheCloudCannotBeReached() {
        rig.cloud.close();
        OsChange change = rig.run(rig.request());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString("Check the endpoint"));
    }

    /** Somebody with two sites sees which one he was about to change, whatever was wrong. */
    @ParameterizedTest
    @MethodSource("refusals")
    void namesTheSiteThatWasChosen(Consumer<Rig> wrong, Function<ChangeRequest, ChangeRequest> asked) {
        wrong.accept(rig);
        refused(asked.apply(rig.request()).site("production").at(new SitePlace("ecs.example.com", "p1")), 0);
        String line = "Site: production (ecs.example.com, project p1)";
        assertThat(rig.log.get(0), endsWith(": " + line));
        assertEquals(1, rig.log.stream().filter(said -> said.contains(line)).count(), rig.log());
    }

    static Stream<Arguments> refusals() {
        Function<ChangeRequest, ChangeRequest> usual = request -> request;
        Consumer<Rig> nothing = rig -> {};
        return Stream.of(
                named("invalid value", nothing, request -> request.timeoutMinutes(0)),
                named("no such server", nothing, request -> new ChangeRequest(NOBODY, Region.IMAGE)),
                named(
                        "no server of that name",
                        nothing,
                        request -> new ChangeRequest(null, Region.IMAGE).serverName("web-9")),
                named("no such image", nothing, request -> new ChangeRequest(Region.SERVER, NOBODY)),
                named("wrong state", rig -> rig.server().become("ACTIVE", null), usual),
                named(
                        "guardrail",
                        rig -> rig.guardRails = new GuardRails("production", "jenkins=yes", List.of()),
                        usual),
                named("credential", rig -> rig.misconfigured = "credentialsId: there is no credential ‘gone’.", usual),
                named("credential store", rig -> rig.breaks = new IllegalStateException("away"), usual),
                named("cloud", rig -> rig.cloud.close(), usual));
    }

    private static Arguments named(String name, Consumer<Rig> wrong, Function<ChangeRequest, ChangeRequest> asked) {
        return Arguments.of(Named.of(name, wrong), asked);
    }

    private String refused(ChangeRequest request, int changeRequests) {
        OsChange change = rig.run(request);
        assertEquals(State.FAILED, change.state());
        assertEquals(Kind.REFUSED, change.failure().kind(), change.failure().message());
        assertThat(change.failure().message(), containsString("not changed"));
        assertEquals(changeRequests, rig.cloud.changeRequests());
        return change.failure().message();
    }
}
