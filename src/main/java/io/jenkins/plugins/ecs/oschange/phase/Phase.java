package io.jenkins.plugins.ecs.oschange.phase;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import java.time.Duration;

/** One state's work. Without state of its own, so that one object serves all changes. */
@FunctionalInterface
public interface Phase {

    /**
     * Does at most one exchange with the cloud and moves the change.
     *
     * @return when to come back
     * @throws CloudException when the exchange failed; the caller decides whether and when it is repeated
     * @throws ChangeFailedException when the change has come to an end
     */
    Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException;
}
