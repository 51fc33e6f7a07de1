package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a change believes after the job has ended well: the server, in all that the server shows. */
class VerificationTest {

    private static final String OTHER = "00000000-0000-0000-0000-00000000000f";

    @AutoClose
    private final Rig rig = new Rig();

    private record Scene(String words, Consumer<ObjectNode> server) {
        @Override
        public String toString() {
            return words;
        }
    }

    static Stream<Scene> lies() {
        return Stream.of(
                new Scene("it is SHUTOFF, although it has a new system", server -> server.put("status", "SHUTOFF")),
                new Scene("it is ERROR, although", server -> server.put("status", "ERROR")),
                new Scene("still boots from -", server -> server.putNull("os-extended-volumes:volumes_attached")),
                new Scene(
                        "with image Standard_Ubuntu_22.04_latest (" + OTHER
                                + ") instead of Standard_Ubuntu_22.04_latest (" + Region.IMAGE,
                        VerificationTest::otherImageInBothPlaces));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void failsWithWordsWhenTheServerDoesNotShowWhatTheJobSays(Scene scene) {
        OsChange change = verifying();
        scene.server.accept(rig.server().json());

        rig.drive(change);

        assertEquals(State.FAILED, change.state());
        assertEquals(Kind.FAILED, change.failure().kind());
        assertThat(
                change.failure().message(),
                containsString("(cloud job: " + change.record().job().id() + "): it is "));
        assertThat(change.failure().message(), containsString(scene.words));
        assertNull(change.record().after());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void waitsForAServerThatComesLater(Scene scene) {
        OsChange change = verifying();
        ObjectNode good = rig.server().json().deepCopy();
        scene.server.accept(rig.server().json());
        change.advance(rig);
        change.advance(rig);
        assertEquals(State.VERIFYING, change.state());
        rig.server().json().setAll(good);
        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void doesNotTakeTheOldDiskForANewOne(Scene scene) {
        OsChange change = verifying();
        scene.server.accept(rig.server().json());
        if (rig.server().json().path("os-extended-volumes:volumes_attached").isArray()) {
            rig.server().disk(change.record().before().systemVolumeId());
        }
        assertEquals(Kind.FAILED, rig.drive(change).failure().kind());
    }

    @Test
    void waitsForABusyServerUntilItsTimeIsOver() {
        OsChange change = verifying();
        rig.server().json().put("OS-EXT-STS:task_state", "spawning");

        rig.drive(change);

        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(change.failure().message(), containsString("was not seen running with the new image yet"));
    }

    @Test
    void letsOnePlaceLagBehindAndSaysSo() {
        OsChange change = verifying();
        rig.server().json().withObject("/metadata").put("metering.image_id", OTHER);
        long began = rig.clock.millis();

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), containsString("Warning: the server returns"));
        assertThat(Duration.ofMillis(rig.clock.millis() - began), lessThan(Duration.ofMinutes(2)));
    }

    @Test
    void takesItAtOnceWhenBothPlacesNameTheImage() {
        OsChange change = verifying();
        long began = rig.clock.millis();

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertThat(rig.log(), not(containsString("Warning")));
        assertThat(Duration.ofMillis(rig.clock.millis() - began), lessThan(Duration.ofSeconds(1)));
    }

    @Test
    void acceptsACloudThatNamesNoImage() {
        OsChange change = verifying();
        rig.server().json().put("image", "").withObject("/metadata").remove("metering.image_id");
        assertEquals(State.SUCCEEDED, rig.drive(change).state());
    }

    private static void otherImageInBothPlaces(ObjectNode server) {
        server.withObject("/image").put("id", OTHER);
        server.withObject("/metadata").put("metering.image_id", OTHER);
    }

    /** A change whose job has just ended well. */
    private OsChange verifying() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.VERIFYING);
        assertEquals(State.VERIFYING, change.state());
        return change;
    }
}
