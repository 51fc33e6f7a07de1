package io.jenkins.plugins.ecs.login;

import java.util.List;

/**
 * How far cloud-init is on a new system.
 *
 * @param stage what it is at, such as {@code modules-config}; or null
 * @param problems its errors, or where it only warns what it warns of; as it writes them
 * @see <a href="https://docs.cloud-init.io/en/latest/howto/status.html">cloud-init status</a>
 */
public record CloudInit(State state, String stage, List<String> problems) {

    /** Where it stands. */
    public enum State {
        NOT_STARTED,
        RUNNING,
        DONE,
        /** Done, with errors that it could recover from. */
        DEGRADED,
        /** It has failed; it may still be running its last modules. */
        ERROR,
        /** It is installed, and was told not to run. */
        DISABLED,
        /** The image has none. */
        ABSENT;

        /** Whether it goes on. */
        public boolean isUnderWay() {
            return this == NOT_STARTED || this == RUNNING;
        }
    }

    public CloudInit {
        problems = List.copyOf(problems);
    }

    static CloudInit of(State state) {
        return new CloudInit(state, null, List.of());
    }
}
