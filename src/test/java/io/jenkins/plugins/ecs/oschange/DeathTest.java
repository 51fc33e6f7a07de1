package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process dies just before and just after every write to disk. Between two of them only reads happen, so these are all the moments that differ. Another
 * process goes on with what is on disk.
 */
class DeathTest {

    private static final int SAVES = 17;

    static IntStream everyDeath() {
        return IntStream.rangeClosed(1, 2 * SAVES);
    }

    @ParameterizedTest
    @MethodSource("everyDeath")
    void goesOnWithoutSendingTwice(int death) throws Exception {
        try (Rig rig = new Rig()) {
            OsChange found = die(rig, death);
            boolean diedUnsent = found.state() == State.SUBMITTING && rig.cloud.changeRequests() == 0;
            boolean diedUnordered = found.record().image().isOut()
                    && rig.cloud.audit().ourImages().isEmpty();
            found.resume(rig);

            rig.drive(found);

            assertEquals(
                    diedUnsent ? Kind.UNKNOWN : diedUnordered ? Kind.REFUSED : null,
                    found.failure() == null ? null : found.failure().kind());
            assertEquals(diedUnsent || diedUnordered ? 0 : 1, rig.cloud.changeRequests());
            assertEquals(diedUnordered ? 0 : 1, rig.cloud.audit().ourImages().size());
            assertEquals(1, rig.cloud.region().stops());
        }
    }

    @Test
    void meetsEveryStateThatIsEverOnDisk() throws Exception {
        Set<State> met = EnumSet.noneOf(State.class);
        for (int death : everyDeath().toArray()) {
            try (Rig rig = new Rig()) {
                met.add(die(rig, death).state());
            }
        }
        // UNCERTAIN comes after a lost reply alone, STARTING_AGAIN after a refusal.
        assertEquals(EnumSet.complementOf(EnumSet.of(State.UNCERTAIN, State.STARTING_AGAIN, State.FAILED)), met);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void goesOnWatchingWhenItDiesWhileTheOutcomeIsUncertain(int half) throws Exception {
        try (Rig rig = new Rig()) {
            rig.cloud.faults().loseReply("POST", "/changeos");
            OsChange change = new OsChange("test", rig.request());
            rig.driveUntil(change, State.CHECKED);
            rig.diesAtHalfSave = 2 * rig.disk.size() + 2 + half;
            assertThrows(Rig.Death.class, () -> rig.drive(change));

            OsChange found = rig.loadedFromDisk(0);
            assertEquals(half == 1 ? State.SUBMITTING : State.UNCERTAIN, found.state());
            found.resume(rig);
            rig.drive(found);

            assertEquals(State.SUCCEEDED, found.state());
            assertEquals(1, rig.cloud.changeRequests());
        }
    }

    @Test
    void looksAgainAtWhatItCheckedBeforeItDied() throws Exception {
        try (Rig rig = new Rig()) {
            OsChange change = new OsChange("test", rig.request());
            rig.driveUntil(change, State.CHECKED);
            rig.server().json().put("locked", true);

            OsChange found = rig.loadedFromDisk(0);
            found.resume(rig);
            rig.drive(found);

            assertEquals(Kind.REFUSED, found.failure().kind());
            assertTrue(found.failure().message().contains("locked"));
            assertEquals(0, rig.cloud.changeRequests());
        }
    }

    @Test
    void looksAtWhatHappenedWhileItWasAwayForLongerThanItHadTime() throws Exception {
        try (Rig rig = new Rig()) {
            OsChange change = new OsChange("test", rig.request());
            rig.driveUntil(change, State.SUBMITTED);
            rig.clock.pass(Duration.ofHours(3));

            OsChange found = rig.loadedFromDisk(0);
            found.resume(rig);
            rig.drive(found);

            assertEquals(State.SUCCEEDED, found.state());
        }
    }

    @Test
    void doesNotWaitForEverForAJobThatGoesOnAfterALongTimeAway() throws Exception {
        try (Rig rig = new Rig()) {
            rig.cloud.jobsTake(Duration.ofDays(1));
            OsChange change = new OsChange("test", rig.request());
            rig.driveUntil(change, State.SUBMITTED);
            rig.clock.pass(Duration.ofHours(3));

            OsChange found = rig.loadedFromDisk(0);
            found.resume(rig);
            rig.drive(found);

            assertEquals(Kind.DETACHED, found.failure().kind());
        }
    }

    @Test
    void stopsTheServerOnceThoughTheReplyWasLost() throws IOException {
        try (Rig rig = new Rig()) {
            rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
            rig.cloud.faults().loseReply("POST", "/cloudservers/action");
            assertEquals(State.SUCCEEDED, rig.run(rig.request().stopFirst(true)).state());
            assertEquals(1, rig.cloud.region().stops());
        }
    }

    @Test
    void stopsTheServerAgainWhenTheRequestGotLost() throws IOException {
        try (Rig rig = new Rig()) {
            rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
            rig.cloud.faults().loseRequest("POST", "/cloudservers/action");
            assertEquals(State.SUCCEEDED, rig.run(rig.request().stopFirst(true)).state());
            assertEquals(1, rig.cloud.region().stops());
        }
    }

    /** Runs a change that does all that a change can do, until the process dies. @return what the next process finds */
    private static OsChange die(Rig rig, int death) throws Exception {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        LoginWait wait = new LoginWait("127.0.0.1", rig.server().ssh().port(), null);
        ChangeRequest request =
                rig.request().stopFirst(true).saveImageAs("undo-web-1").loginWait(wait);
        OsChange change = new OsChange("test", request);
        rig.diesAtHalfSave = death;
        assertThrows(Rig.Death.class, () -> rig.drive(change));
        return rig.disk.isEmpty() ? new OsChange("test", request) : rig.loadedFromDisk(0);
    }
}
