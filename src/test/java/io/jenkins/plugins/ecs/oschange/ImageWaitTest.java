package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the image of the system disk is waited for after it was ordered, and what is said of it where the wait ends before. */
class ImageWaitTest extends WithSaveImage {

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
}
