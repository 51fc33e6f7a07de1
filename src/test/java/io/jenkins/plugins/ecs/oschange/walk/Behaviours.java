package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import java.time.Duration;

/** Applies the knobs of a script to the server. */
final class Behaviours {

    private Behaviours() {}

    static void arrange(Script script, SimulatedServer server) {
        if (script.at(Knob.SAME_IMAGE) == 1) {
            server.json().withObject("/image").put("id", Region.IMAGE);
            server.json().withObject("/metadata").put("metering.image_id", Region.IMAGE);
        }
        int slow = script.at(Knob.SLOW_STOP);
        if (slow > 0) {
            server.behaviour().stopSlowly(Duration.ofSeconds(slow == 1 ? 100 : 300));
        }
        int fails = script.at(Knob.FAILS);
        if (fails > 0) {
            server.behaviour().failChanges("Ecs.0202", "Failed to create the system disk.");
        }
        if (fails > 1) {
            server.behaviour().tellReasonsNested().endInErrorAfterFailure();
        }
        if (script.at(Knob.DETACHES) > 0) {
            server.behaviour().detachDiskWhileChanging();
        }
        if (script.at(Knob.OFF_FIRST) > 0) {
            server.behaviour().stayOffBeforeRebuild(Duration.ofSeconds(40));
        }
        int afterwards = script.at(Knob.AFTERWARDS);
        if (afterwards == 1) {
            server.behaviour().bootSlowly(Duration.ofSeconds(60));
        } else if (afterwards == 2) {
            server.behaviour().showErrorAfterSuccess(Duration.ofSeconds(15));
        }
        int prepaid = script.at(Knob.PREPAID);
        if (prepaid > 0) {
            server.prepaid().behaviour().wantPayment();
        }
        if (prepaid == 2) {
            server.behaviour().paySlowly(Duration.ofSeconds(40));
        }
        if (script.at(Knob.IMAGE_TWICE) > 0) {
            server.nameImageTwice();
        }
        server.lagBehind(lag(script));
    }

    /** The lag of server queries. */
    static Duration lag(Script script) {
        return Duration.ofSeconds(new int[] {0, 20, 50}[script.at(Knob.LAG)]);
    }
}
