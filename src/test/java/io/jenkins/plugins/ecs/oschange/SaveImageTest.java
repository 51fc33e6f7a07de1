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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The system disk is saved as one private image before it is deleted, and not deleted unless the image is there. */
class SaveImageTest {

    private static final String NAME = "undo-web-1 42";
    private static final String ORDER = "/cloudimages/action";

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private ChangeRequest request() {
        return rig.request().saveImageAs(NAME);
    }

    private long orders() {
        return requests(ORDER);
    }

    private long requests(String pathEnd) {
        return rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith(pathEnd))
                .count();
    }

    private List<Deed> images() {
        return rig.cloud.audit().ourImages();
    }

    private void assertSavedAndChanged(OsChange change) {
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(1, images().size(), rig.log());
        Deed image = images().get(0);
        assertEquals(image.newDisk(), change.record().image().imageId());
        Deed os = rig.cloud.audit().ourChanges().get(0);
        assertTrue(!os.at().isBefore(image.ended()), "the request left before the image was there");
        assertEquals(image.disk(), os.disk());
    }

    private void assertNothingChanged(OsChange change, String words) {
        assertEquals(Kind.REFUSED, change.failure().kind(), rig.log());
        assertThat(
                change.failure().message(), containsString("OS of server web-1 (" + Region.SERVER + ") not changed"));
        assertThat(change.failure().message(), containsString(words));
        assertEquals(0, rig.cloud.changeRequests());
    }

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

    /** The rows of the vendors' table that an order can meet. */
    @ParameterizedTest
    @CsvSource({
        "400, IMG.0002, saveImageAs",
        "400, IMG.0003, saveImageAs",
        "400, IMG.0009, Choose another name",
        "400, IMG.0005, server ID and region",
        "400, IMG.0144, server ID and region",
        "400, IMG.0006, without saveImageAs",
        "400, IMG.0111, without saveImageAs",
        "400, IMG.0153, without saveImageAs",
        "400, IMG.0008, stopFirst",
        "400, IMG.0136, backup",
        "400, IMG.0063, without saveImageAs",
        "400, IMG.0015, quota",
        "403, IMG.0026, ims:serverImages:create",
        "400, IMG.0238, account",
        "400, IMG.0155, enterprise project",
    })
    void doesNothingWhereTheImageIsRefused(int status, String code, String advice) {
        rig.cloud.faults().refuse("POST", ORDER, status, code, "The cloud’s own words.");
        rig.server().become("ACTIVE", null);

        OsChange change = rig.run(request().stopFirst(true));

        assertNothingChanged(change, "the private image ‘" + NAME + "’ could not be made (");
        assertThat(change.failure().message(), containsString(code));
        assertThat(change.failure().message(), containsString(advice));
        assertThat(change.failure().message(), containsString("is running again"));
        assertEquals(1, orders());
        assertEquals("ACTIVE", rig.server().status());
    }

    @ParameterizedTest
    @CsvSource({"IMG.0010, 400", "IMG.0060, 400", "IMG.0187, 400", "APIGW.0308, 429"})
    void ordersAgainWhereTheCloudHasNotTakenTheOrder(String code, int status) {
        rig.cloud.faults().refuse("POST", ORDER, status, code, "busy");

        assertSavedAndChanged(rig.run(request()));
        assertEquals(2, orders());
        assertThat(rig.log(), containsString("did not begin to save the image"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMG.0014", "IMG.0018", "IMG.0061", "IMG.9999"})
    void looksForTheImageWhereNobodyKnowsWhetherItIsMade(String code) {
        rig.cloud.faults().actButSay("POST", ORDER, 400, code, "trouble inside");

        assertSavedAndChanged(rig.run(request()));
        assertEquals(1, orders());
        assertThat(rig.log(), containsString("looking for the image instead"));
    }

    @Test
    void findsTheImageWhoseReplyWasLost() {
        rig.cloud.faults().loseReply("POST", ORDER);

        assertSavedAndChanged(rig.run(request()));
        assertEquals(1, orders());
    }

    @Test
    void givesUpAnOrderThatWasLostWithoutSendingItAgain() {
        rig.cloud.faults().loseRequest("POST", ORDER);

        OsChange change = rig.run(request());

        assertNothingChanged(change, "no private image ‘" + NAME + "’ appeared");
        assertThat(change.failure().message(), containsString("The cloud may be making a private image ‘" + NAME));
        assertEquals(1, orders());
        assertEquals(0, images().size());
    }

    @Test
    void saysWhyTheJobFailed() {
        rig.cloud.region().imageOrders().fail("IMG.0014", "An exception occurred.");
        rig.server().become("ACTIVE", null);

        OsChange change = rig.run(request().stopFirst(true));

        assertNothingChanged(
                change, "cloud job " + images().get(0).jobId() + " ended with IMG.0014: An exception occurred.");
        assertThat(change.failure().message(), containsString("is running again"));
        assertThat(change.failure().message(), not(containsString("is kept")));
    }

    @Test
    void waitsUntilTheImageIsActiveAfterItsJob() {
        rig.cloud
                .region()
                .imageOrders()
                .becomeActiveLater(Duration.ofMinutes(2))
                .forgetImageIds();

        assertSavedAndChanged(rig.run(request()));
    }

    @Test
    void doesNothingWhereTheImageDoesNotShowAfterItsJob() {
        rig.cloud.region().imageOrders().hideImages();

        assertNothingChanged(rig.run(request()), "no private image ‘" + NAME + "’ appeared");
    }

    @ParameterizedTest
    @CsvSource({"404, IMG.0027", "403, IMG.0030"})
    void looksAtTheImageWhereItsJobCannotBeRead(int status, String code) {
        OsChange change = new OsChange("test", request());
        rig.driveUntil(change, State.SAVING_IMAGE);
        rig.cloud.faults().answerFor(Duration.ofMinutes(10), "GET", "/jobs/", status, code, "no");

        rig.drive(change);

        assertSavedAndChanged(change);
        assertThat(rig.log(), containsString("The cloud job for the image cannot be queried"));
    }

    @Test
    void sitsOutTroubleWhileTheImageIsMade() {
        OsChange change = new OsChange("test", request());
        rig.driveUntil(change, State.SAVING_IMAGE);
        change.advance(rig);
        rig.cloud.faults().answerFor(Duration.ofMinutes(10), "GET", "/jobs/", 503, "Common.0001", "down");

        rig.drive(change);

        assertSavedAndChanged(change);
    }

    @Test
    void endsAtTheTimeoutAndSaysThatTheImageIsStillMade() {
        rig.cloud.region().imageOrders().take(Duration.ofHours(1));

        OsChange change = rig.run(request().timeoutMinutes(10));

        assertNothingChanged(change, "the time limit of 10 minutes passed before the request could be sent");
        assertThat(change.failure().message(), containsString("The cloud is still making the private image ‘" + NAME));
    }

    @Test
    void saysWhenAbortedWhatBecomesOfTheImageAndStartsTheServerWhenItIsDone() {
        rig.server().become("ACTIVE", null);
        OsChange change = new OsChange("test", request().stopFirst(true));
        rig.driveUntil(change, State.SAVING_IMAGE);
        change.advance(rig);

        String told = change.abandon();
        rig.drive(change);

        assertThat(told, containsString("the OS of server web-1 (" + Region.SERVER + ") was not changed"));
        assertThat(told, containsString("The cloud is still making the private image ‘" + NAME));
        assertThat(told, containsString("will be started again"));
        assertThat(change.failure().message(), containsString("is running again"));
        String kept =
                "saved as private image ‘" + NAME + "’ (" + images().get(0).newDisk() + "), which is kept";
        assertThat(change.failure().message(), containsString(kept));
        assertEquals(0, rig.cloud.changeRequests());
        Deed start = rig.cloud.audit().deeds(Deed.Who.US, Deed.What.START).get(0);
        assertTrue(!start.at().isBefore(images().get(0).ended()), "started while the image was made");
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
    void orderNothingWhereItCannotBeSavedBefore() {
        OsChange change = new OsChange("test", request());
        rig.driveUntil(change, State.SAVING_IMAGE);
        rig.diskFull = true;

        assertNothingChanged(rig.drive(change), "could not be written to disk");
        assertEquals(0, orders());
    }

    /** The process dies before or after each write to disk. */
    @Test
    void makesOneImageWhereverTheProcessDies() throws Exception {
        int writes = 2 * writes();
        for (int half = 1; half <= writes; half++) {
            rig.close();
            rig = new Rig();
            rig.diesAtHalfSave = half;
            OsChange change = new OsChange("test", request());
            boolean sending = false;
            try {
                rig.drive(change);
            } catch (Rig.Death e) {
                change = rig.disk.isEmpty() ? new OsChange("test", request()) : rig.loadedFromDisk(0);
                sending = change.state() == State.SUBMITTING;
                change.resume(rig);
                rig.drive(change);
            }
            String scene = "half write " + half + ": " + rig.log();
            assertTrue(images().size() <= 1, scene);
            assertTrue(orders() <= 1, scene);
            boolean changed = !rig.cloud.audit().ourChanges().isEmpty();
            assertTrue(!changed || images().get(0).outcome() == Deed.Outcome.DONE, scene);
            assertTrue(change.state() == State.SUCCEEDED || change.failure() != null, scene);
            if (change.failure() != null && !changed && !sending) {
                assertEquals(Kind.REFUSED, change.failure().kind(), scene);
            }
        }
    }

    private int writes() {
        assertSavedAndChanged(rig.run(request()));
        return rig.disk.size();
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
