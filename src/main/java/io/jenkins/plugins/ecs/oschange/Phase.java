package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.CloudException;
import java.time.Duration;

/** One state's work. */
@FunctionalInterface
interface Phase {

    /**
     * Does at most one exchange with the cloud and moves the change.
     *
     * @return when to come back
     */
    Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException;
}
