package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Deed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image of the system disk is ordered once, whatever the cloud answers and wherever the process dies. */
class ImageOrderTest extends WithSaveImage {

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
}
