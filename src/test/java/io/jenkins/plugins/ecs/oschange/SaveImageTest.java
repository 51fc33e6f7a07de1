package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system disk is saved as one private image before it is deleted, and not deleted unless the image is there. */
class SaveImageTest extends WithSaveImage {

    @Test
    void savesTheDiskBeforeItIsDeleted() {
        OsChange change = rig.run(request());

        assertSavedAndChanged(change);
        String id = images().get(0).newDisk();
        assertThat(
                rig.log(), containsString("will be saved as private image ‘" + NAME + "’; data disks are not in it"));
        assertThat(rig.log(), containsString("Cloud job for the image: RUNNING, 50%"));
        assertThat(rig.log(), containsString("is saved as private image ‘" + NAME + "’ (" + id + ", 3 min"));
        assertEquals(1, orders());
        assertThat(
                images().get(0).asked().toString(),
                containsString(
                        "{\"name\":\"" + NAME + "\",\"instance_id\":\"" + Region.SERVER + "\",\"description\":"));
    }

    @Test
    void countsItsRequests() {
        rig.cloud.jobsTake(Duration.ofMinutes(2));
        rig.run(rig.request());
        int without = rig.cloud.requestCount();
        rig.close();
        rig = new Rig();
        rig.cloud.jobsTake(Duration.ofMinutes(2));

        assertSavedAndChanged(rig.run(request()));

        // Quota, name, order, 15 looks at the job, one at the image, and the checks once more.
        assertEquals(
                without + 24, rig.cloud.requestCount(), rig.cloud.requests().toString());
        assertEquals(1, requests("/cloudimages/quota"));
    }

    @Test
    void savesTheDiskOfAServerThatItHasStoppedFirst() {
        rig.server().become("ACTIVE", null);

        OsChange change = rig.run(request().stopFirst(true));

        assertSavedAndChanged(change);
        List<Deed.What> order =
                rig.cloud.audit().deeds().stream().map(Deed::what).toList();
        assertEquals(List.of(Deed.What.STOP, Deed.What.SAVE_IMAGE, Deed.What.CHANGE_OS), order);
        assertThat(rig.log(), not(containsString("Warning: saveImageAs")));
    }

    @Test
    void warnsWhereTheServerRunsWhileItIsSaved() {
        rig.server().become("ACTIVE", null);

        assertSavedAndChanged(rig.run(request().mode(ChangeRequest.WITH_STOP_SERVER)));
        assertThat(rig.log(), containsString("Warning: saveImageAs: the server is running"));
    }

    @Test
    void saysInADryRunWhatWouldBeSaved() {
        OsChange change = rig.run(request().dryRun(true));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(
                rig.log(), containsString("Dry run: the system disk would be saved as private image ‘" + NAME + "’"));
        assertEquals(0, orders());
    }

    @Test
    void savesNothingOfAServerThatIsLeftAlone() {
        rig.server().rebuiltFrom(Region.IMAGE, "Ubuntu", null);

        rig.run(request().skipIfCurrent(true));

        assertEquals(1, rig.cloud.requestCount());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsOutThatTheQuotaIsUsedUpBeforeTheServerIsStopped(boolean dryRun) {
        rig.cloud.region().imageOrders().quota(0);
        rig.server().become("ACTIVE", null);

        OsChange change = rig.run(request().stopFirst(true).dryRun(dryRun));

        assertNothingChanged(change, "the quota of private images is used up (0 of 0)");
        assertEquals(0, orders());
        assertEquals(0, rig.cloud.region().stops());
    }

    @Test
    void savesWhereTheQuotaCannotBeQueried() {
        rig.cloud.faults().answerFor(Duration.ofHours(1), "GET", "/quota", 403, "IMG.0030", "no");

        assertSavedAndChanged(rig.run(request()));
        assertThat(rig.log(), containsString("the quota of private images could not be queried"));
    }

    @Test
    void refusesANameThatIsTakenAlready() {
        String id = rig.cloud.region().imageOrders().made(NAME, Region.SERVER);

        assertNothingChanged(rig.run(request()), "already a private image ‘" + NAME + "’ (" + id + ")");
        assertEquals(0, orders());
    }

    @Test
    void refusesWhereItCouldNotSeeTheImage() {
        rig.cloud.faults().answerFor(Duration.ofHours(1), "GET", "/v2/cloudimages", 403, "IMG.0030", "no");

        assertNothingChanged(rig.run(request()), "Grant ims:images:list");
        assertEquals(0, orders());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a<b", "undo\n1", "${NAME}"})
    void refusesABadNameBeforeAnythingIsSent(String name) {
        assertEquals(
                Kind.REFUSED, rig.run(rig.request().saveImageAs(name)).failure().kind());
        assertEquals(0, rig.cloud.requestCount());
    }

    @Test
    void namesTheImageWhereTheChangeFailsAfterwards() {
        rig.server().failChanges("Ecs.0202", "Failed to create the system disk.");

        OsChange change = rig.run(request());

        assertEquals(Kind.FAILED, change.failure().kind());
        assertThat(
                change.failure().message(), containsString("(" + images().get(0).newDisk() + "), which is kept"));
    }

    @Test
    void makesNoSecondImageHoweverOftenTheRequestIsTurnedAway() {
        rig.cloud.faults().answerFor(Duration.ofMinutes(10), "POST", "/changeos", 429, "APIGW.0308", "throttled");

        assertSavedAndChanged(rig.run(request()));
        assertEquals(1, orders());
    }

    @Test
    void neverDeletesAnotherDiskThanTheOneThatWasSaved() {
        OsChange change = new OsChange("test", request());
        rig.driveUntil(change, State.SAVING_IMAGE);
        change.advance(rig);
        rig.cloud.somebody().swapsSystemDisk(Region.SERVER, "00000000-0000-4000-8000-00000000d15c");

        assertNothingChanged(rig.drive(change), "the system disk is no longer the one that the plan named");
    }

    @Test
    void knowsTheCloudByItsProject() {
        rig.run(request());

        assertTrue(rig.cloud.requests().stream()
                .anyMatch(asked -> asked.path()
                        .startsWith("/v1/" + SimulatedCloud.PROJECT + "/jobs/"
                                + images().get(0).jobId())));
    }
}
