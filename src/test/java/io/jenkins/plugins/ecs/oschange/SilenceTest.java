package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as silence where nobody knows whether the cloud acts: some looks at a server to which nothing happens for minutes, and nothing less. */
class SilenceTest {

    @AutoClose
    private final Rig rig = new Rig();

    /** Something happens to a server, though no change of its OS shows yet. */
    private enum Sign {
        STOPS("ACTIVE", server -> server.become("ACTIVE", "powering-off")),
        IS_OFF("ACTIVE", server -> server.become("SHUTOFF", null)),
        HAS_NO_DISK("SHUTOFF", SimulatedServer::noDisk),
        IS_IN_ERROR("SHUTOFF", server -> server.become("ERROR", null));

        private final String before;
        private final Consumer<SimulatedServer> happens;

        Sign(String before, Consumer<SimulatedServer> happens) {
            this.before = before;
            this.happens = happens;
        }
    }

    /** Why nobody looks for six minutes. */
    private enum Absence {
        SUSPENDED_MACHINE,
        FAULTS
    }

    @ParameterizedTest
    @EnumSource
    void endsWithASignThatSomethingHappensToTheServer(Sign sign) {
        rig.cloud.region().addServer(Region.SERVER, "web-1", sign.before);
        OsChange change = uncertain();
        driveFor(Duration.ofMinutes(4), change);
        sign.happens.accept(rig.server());
        driveFor(Duration.ofMinutes(4), change);
        assertEquals(State.UNCERTAIN, change.state(), rig.log());

        succeed();
        assertEquals(State.SUCCEEDED, rig.drive(change).state(), rig.log());
    }

    @Test
    void doesNotBeginBeforeAServerThatTakesFiveMinutesToStopIsOff() {
        rig.cloud
                .region()
                .addServer(Region.SERVER, "web-1", "ACTIVE")
                .behaviour()
                .stopSlowly(Duration.ofMinutes(5))
                .stayOffBeforeRebuild(Duration.ofMinutes(1));
        rig.cloud.faults().loseReply("POST", "/changeos");
        OsChange change = rig.run(rig.request().mode(ChangeRequest.WITH_STOP_SERVER));
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @ParameterizedTest
    @EnumSource
    void isNotWhereNobodyLooked(Absence absence) {
        OsChange change = uncertain();
        driveFor(Duration.ofSeconds(1), change);
        nobodyLooks(absence);
        rig.cloud.faults().afterwards("GET", "/cloudservers/", this::succeed);
        assertEquals(State.SUCCEEDED, rig.drive(change).state(), rig.log());
    }

    @ParameterizedTest
    @EnumSource
    void isNotWhatAServerShowsAtTheFirstLookAfterItsJob(Absence absence) {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.VERIFYING);
        rig.server().disk(change.record().before().systemVolumeId());
        nobodyLooks(absence);
        rig.cloud.faults().afterwards("GET", "/cloudservers/", this::succeed);
        assertEquals(State.SUCCEEDED, rig.drive(change).state(), rig.log());
    }

    /** A change whose request was lost on its way. */
    private OsChange uncertain() {
        rig.cloud.faults().loseRequest("POST", "/changeos");
        OsChange change = new OsChange("test", rig.request().mode(ChangeRequest.WITH_STOP_SERVER));
        rig.driveUntil(change, State.UNCERTAIN);
        return change;
    }

    private void succeed() {
        rig.server().rebuiltFrom(Region.IMAGE, "Standard_Ubuntu_22.04_latest", Region.KEY_PAIR);
    }

    private void nobodyLooks(Absence absence) {
        Duration time = Duration.ofMinutes(6);
        if (absence == Absence.SUSPENDED_MACHINE) {
            rig.clock.pass(time);
        } else {
            rig.cloud.faults().answerFor(time, "GET", "/cloudservers/", 503, "Common.0001", "down");
        }
    }

    private void driveFor(Duration time, OsChange change) {
        long end = rig.clock.millis() + time.toMillis();
        while (rig.clock.millis() < end && !change.state().ended()) {
            rig.clock.pass(change.advance(rig).orElse(Duration.ZERO));
        }
    }
}
