package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image that saveImageAs has made is the one of the old disk, is there until the disk is deleted, and is never taken for the new image. */
class SavedImageTest {

    private static final String NAME = "undo-web-1";

    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private ChangeRequest request() {
        return rig.request().saveImageAs(NAME);
    }

    private void assertNothingChanged(OsChange change, String words) {
        assertEquals(Kind.REFUSED, change.failure().kind(), rig.log());
        assertThat(change.failure().message(), containsString(words));
        assertEquals(0, rig.cloud.changeRequests());
    }

    private String ours() {
        return rig.cloud.audit().ourImages().get(0).newDisk();
    }

    /** Advances it until the image is there. */
    private OsChange saved(ChangeRequest request) {
        OsChange change = new OsChange("test", request);
        rig.driveUntil(change, State.SAVING_IMAGE);
        while (!change.record().image().isSaved()) {
            rig.clock.pass(change.advance(rig).orElseThrow());
        }
        return change;
    }

    @ParameterizedTest
    @CsvSource({
        "*Ubuntu*, my-Ubuntu-undo",
        "Standard_Ubuntu_22.04_latest, Standard_Ubuntu_22.04_latest",
        "golden-*, ' golden-undo'"
    })
    void mayNotHaveANameThatTheNewImageIsLookedForBy(String imageName, String name) {
        OsChange change = rig.run(
                new ChangeRequest(Region.SERVER, null).imageName(imageName).saveImageAs(name));

        assertNothingChanged(change, "saveImageAs: the name ‘" + name.strip() + "’ fits imageName ‘" + imageName);
        assertEquals(0, rig.cloud.requestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "killed", "queued"})
    void keepsTheDiskWhereItIsGoneBeforeTheRequestIsSent(String status) {
        rig.cloud.faults().answerFor(Duration.ofMinutes(5), "POST", "/changeos", 429, "APIGW.0308", "throttled");
        OsChange change = saved(request());
        rig.cloud.region().image(ours()).put("status", status);

        rig.drive(change);

        assertEquals(Kind.REFUSED, change.failure().kind(), rig.log());
        assertEquals(0, rig.cloud.audit().ourChanges().size());
        assertThat(change.failure().message(), containsString("which was made before the change, is no longer there"));
        assertThat(change.failure().message(), containsString("(status: " + status + ")"));
        assertThat(change.failure().message(), not(containsString("is kept")));
    }

    @Test
    void isTheOneThatWasOrderedWhateverItsJobNames() {
        OsChange change = new OsChange("test", request());
        rig.driveUntil(change, State.SAVING_IMAGE);
        change.advance(rig);
        String foreign =
                "{\"status\":\"SUCCESS\",\"entities\":{\"sub_jobs_result\":[{\"status\":\"SUCCESS\",\"entities\":{\"image_id\":\""
                        + Region.OLD_IMAGE + "\"}}]}}";
        rig.cloud.faults().say("GET", "/jobs/", 200, foreign);

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(ours(), change.record().image().imageId());
    }

    @Test
    void isSaidToBeIncompleteWhereTheServerIsStartedBeforeItIsDone() {
        rig.server().become("ACTIVE", null);
        rig.cloud.region().imageOrders().take(Duration.ofHours(3));

        OsChange change = rig.run(request().stopFirst(true).timeoutMinutes(10));

        assertNothingChanged(change, "was still making the private image ‘" + NAME);
        assertThat(change.failure().message(), containsString("is running again"));
        assertThat(change.failure().message(), not(containsString("do not start")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNoReasonToStopAServerTwiceThatSomebodyHasStarted(boolean saves) {
        rig.server().become("ACTIVE", null);
        rig.cloud.faults().answerFor(Duration.ofMinutes(30), "POST", "/changeos", 429, "APIGW.0308", "throttled");
        ChangeRequest request = rig.request().stopFirst(true);
        OsChange change = saves ? saved(request.saveImageAs(NAME)) : new OsChange("test", request);
        rig.driveUntil(change, State.CHECKED);
        assertTrue(rig.cloud.somebody().starts(Region.SERVER));
        rig.clock.pass(Duration.ofMinutes(2));
        Duration before = change.record().history().duration(rig.clock.instant());

        rig.drive(change);

        assertEquals(Kind.REFUSED, change.failure().kind(), rig.log());
        assertThat(change.failure().message(), containsString("somebody has started the server since it was stopped"));
        assertThat(change.failure().message(), containsString("is running again"));
        assertThat(
                change.record().history().duration(rig.clock.instant()).minus(before), lessThan(Duration.ofMinutes(4)));
        assertEquals(1, rig.cloud.audit().deeds(Deed.Who.US, Deed.What.STOP).size());
        assertEquals(0, rig.cloud.audit().ourChanges().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"used\":5,\"quota\":-1", "\"used\":5", ""})
    void isMadeWhereThereIsNoQuota(String told) {
        String image = told.isEmpty() ? "" : "," + told;
        rig.cloud
                .faults()
                .say("GET", "/quota", 200, "{\"quotas\":{\"resources\":[{\"type\":\"image\"" + image + "}]}}");

        OsChange change = rig.run(request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(ours(), change.record().image().imageId());
    }
}
