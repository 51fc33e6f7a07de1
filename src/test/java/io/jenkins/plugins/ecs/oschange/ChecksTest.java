package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check before sending, with a scene that it refuses or warns of, and one beside it that it lets pass. */
class ChecksTest {

    @AutoClose
    private final CheckRig checks = new CheckRig();

    private final Rig rig = checks.rig;
    private final ChangeRequest request = checks.request;

    static Stream<CheckScene> obstacles() {
        return Stream.of(
                        ServerObstacles.ofServer(),
                        ServerObstacles.ofImage(),
                        InputObstacles.ofLogin(),
                        InputObstacles.ofGuardRails(),
                        InputObstacles.ofUserData())
                .flatMap(Function.identity());
    }

    static Stream<CheckScene> doubts() {
        return Doubts.all();
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void refusesBeforeAnythingIsSent(CheckScene scene) {
        scene.wrong().accept(checks);

        OsChange change = rig.run(request);

        assertEquals(State.FAILED, change.state(), rig.log());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertEquals(0, checks.posts(), rig.log());
        for (String words : scene.words()) {
            assertThat(change.failure().message(), containsString(words));
        }
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void letsPassWhatIsBesideAnObstacle(CheckScene scene) {
        scene.right().accept(checks);

        OsChange change = rig.run(request);

        assertEquals(State.SUCCEEDED, change.state(), () -> change.failure().message());
        assertEquals(1, checks.posts(), rig.log());
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void warnsAndGoesOn(CheckScene scene) {
        scene.wrong().accept(checks);

        OsChange change = rig.run(request);

        assertEquals(State.SUCCEEDED, change.state(), () -> change.failure().message());
        assertEquals(1, checks.posts());
        for (String words : scene.words()) {
            assertThat(rig.log(), containsString(words));
        }
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void doesNotWarnOfWhatIsBesideADoubt(CheckScene scene) {
        scene.right().accept(checks);

        OsChange change = rig.run(request);

        assertEquals(State.SUCCEEDED, change.state(), () -> change.failure().message());
        assertThat(rig.log(), not(containsString("Warning: ")));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void refusesInADryRunToo(CheckScene scene) {
        scene.wrong().accept(checks);
        assertEquals(Kind.REFUSED, rig.run(request.dryRun(true)).failure().kind());
        assertEquals(0, checks.posts());
    }

    @Test
    void namesEverythingThatIsWrongWithTheServerAtOnce() {
        checks.server().put("locked", true);
        checks.serverFact("EcmResStatus", "freeze");
        String message = rig.run(request).failure().message();
        assertThat(message, containsString("locked"));
        assertThat(message, containsString("frozen"));
    }

    @Test
    void asksAgainWhenTheCredentialIsRefusedOtherwise() {
        rig.cloud.faults().answer("GET", "cloudimages", 401, "APIGW.0301", "Incorrect IAM authentication information");
        assertEquals(Kind.REFUSED, rig.run(request).failure().kind());
        assertEquals(0, checks.posts());
    }

    @Test
    void looksAtEverythingAnewAfterARestart() throws Exception {
        OsChange change = new OsChange("test", request);
        while (change.record().imageName() == null) {
            rig.clock.pass(Duration.ofMillis(10));
            change.advance(rig);
        }
        rig.save(change.record());
        checks.server().put("locked", true);

        OsChange loaded = rig.drive(rig.loadedFromDisk(0));

        assertThat(loaded.failure().message(), containsString("locked"));
        assertEquals(0, checks.posts());
    }
}
