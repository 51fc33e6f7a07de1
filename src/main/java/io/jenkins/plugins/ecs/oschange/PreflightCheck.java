package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.CloudException;

/** A look at one thing before anything is sent, and what may be wrong with it. */
interface PreflightCheck {

    /** Whether it is still to be made, now that those before it are. */
    boolean isDue(OsChange change, Login login);

    /** Asks the cloud once, notes the answer in the change's {@link Plan}, and refuses or warns. */
    void look(OsChange change, Login login, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException;
}
