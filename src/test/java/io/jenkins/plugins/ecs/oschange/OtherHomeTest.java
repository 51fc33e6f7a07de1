package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a copy of a home of Jenkins, nothing is sent for a change that the original may go on with, and nothing is claimed of it. */
class OtherHomeTest {

    @AutoClose
    private final Rig rig = new Rig();

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "PREPARING", "STOPPING", "SAVING_IMAGE"})
    void sendsNothingForAChangeThatWasNotSent(State copiedIn) throws Exception {
        OsChange copy = copied(copiedIn);
        long sent = sent();

        rig.drive(copy);

        assertEquals(State.FAILED, copy.state());
        assertEquals(Kind.UNKNOWN, copy.failure().kind());
        assertThat(copy.failure().message(), containsString("this Jenkins home is a copy"));
        assertEquals(sent, sent());
        assertTrue(AftermathNote.isOver(copy.record()), "nobody looks any more");
    }

    @Test
    void startsNoServerAgain() throws Exception {
        OsChange change = stopping();
        rig.driveUntil(change, State.STOPPING);
        change.advance(rig);
        change.abandon();
        rig.driveUntil(change, State.STARTING_AGAIN);
        OsChange copy = rig.loadedFromDisk(0);
        rig.otherHome = true;
        long sent = sent();

        copy.resume(rig);
        rig.drive(copy);

        assertEquals(Kind.REFUSED, copy.failure().kind());
        assertThat(copy.failure().message(), containsString("not started from here"));
        assertEquals(sent, sent());
    }

    @Test
    void followsWhatWasSent() throws Exception {
        OsChange copy = copied(State.SUBMITTED);

        rig.drive(copy);

        assertEquals(State.SUCCEEDED, copy.state());
        assertEquals(1, rig.cloud.changeRequests());
    }

    private OsChange copied(State state) throws Exception {
        OsChange change = stopping();
        if (state != State.QUEUED) {
            rig.driveUntil(change, state);
        }
        change.advance(rig);
        OsChange copy = state == State.QUEUED ? stopping() : rig.loadedFromDisk(0);
        rig.otherHome = true;
        copy.resume(rig);
        return copy;
    }

    private OsChange stopping() {
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        return new OsChange("test", rig.request().stopFirst(true).saveImageAs("undo-web-1"));
    }

    /** The requests that change something. */
    private long sent() {
        return rig.cloud.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }
}
