package io.jenkins.plugins.ecs.run;

import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.time.Duration;

/** The states that a change can be in for long: how the cloud keeps it there, and how it lets it go on. */
public enum Stage {
    PREPARING(State.PREPARING, "Querying the cloud failed") {
        @Override
        void set(SimulatedCloud cloud) {
            cloud.faults().throttle("GET", "/cloudservers/", AN_HOUR);
        }
    },
    STOPPING(State.STOPPING, "Querying the cloud failed") {
        @Override
        void set(SimulatedCloud cloud) {
            cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
            cloud.faults().throttle("GET", "/jobs/", AN_HOUR);
        }
    },
    THROTTLED(State.PREPARING, "The cloud did not run the request") {
        @Override
        void set(SimulatedCloud cloud) {
            cloud.faults().throttle("POST", "/changeos", AN_HOUR);
        }
    },
    UNCERTAIN(State.UNCERTAIN, "The cloud may have accepted the OS change") {
        @Override
        void set(SimulatedCloud cloud) {
            cloud.faults().loseRequest("POST", "/changeos");
        }

        @Override
        public void letGo(SimulatedCloud cloud) {
            cloud.region().at(Region.SERVER).rebuiltFrom(Region.IMAGE, "Standard_Ubuntu_22.04_latest", Region.KEY_PAIR);
        }
    },
    SUBMITTED(State.SUBMITTED, "Cloud job: INIT") {
        @Override
        void set(SimulatedCloud cloud) {
            cloud.jobsTake(Duration.ofHours(1));
        }

        @Override
        public void letGo(SimulatedCloud cloud) {
            cloud.region().finishJobs();
        }
    },
    VERIFYING(State.VERIFYING, "Querying the cloud failed") {
        @Override
        void set(SimulatedCloud cloud) {
            cloud.faults()
                    .afterwards("POST", "/changeos", () -> cloud.faults().throttle("GET", "/cloudservers/", AN_HOUR));
        }
    };

    private static final String AN_HOUR = "3600";

    private final State state;
    private final String message;

    Stage(State state, String message) {
        this.state = state;
        this.message = message;
    }

    public State state() {
        return state;
    }

    /** Arranges the cloud so that a change gets as far as this. @return what the log says when it is there */
    public String arrange(SimulatedCloud cloud) {
        set(cloud);
        return message;
    }

    abstract void set(SimulatedCloud cloud);

    /** Lets a change that comes back go on. */
    public void letGo(SimulatedCloud cloud) {}
}
