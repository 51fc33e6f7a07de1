package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;

/** What a run may change at a site: asked right before anything is sent, so that what an administrator forbids meanwhile counts. Threads: any. */
final class RunGuards {

    private RunGuards() {}

    /** @throws MisconfiguredException when the run may not use the site, or whoever is behind it may have nothing changed */
    static GuardRails of(EcsSite site, Run<?, ?> run) throws MisconfiguredException {
        ChangePermission.check(run);
        GuardRails rails = EcsSites.checked(site, run.getParent()).guardRails();
        return site.isOwnServersAllowed() ? rails : rails.protecting(OwnAddresses.of(run));
    }
}
