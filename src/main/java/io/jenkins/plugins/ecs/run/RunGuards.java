package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;

/** What a run may change at a site: asked right before anything is sent, so that what an administrator forbids meanwhile counts. Threads: any. */
final class RunGuards {

    private RunGuards() {}

    /**
     * The site of a change that begins. The message of a refusal is that of a failed change, and names the server. That it is refused is audited, since there is no record of the change yet.
     *
     * @throws OsChangeException when it is not clear which site is meant, or it is not the run's to use
     */
    static EcsSite site(ChangeRequest asked, Run<?, ?> run, RunSecrets secrets) throws OsChangeException {
        try {
            return EcsSites.get().resolve(asked.site(), run.getParent());
        } catch (MisconfiguredException e) {
            String words = secrets.mask(e.getMessage());
            Audit.refused(new ChangeRecord("none", asked), run, words);
            throw new OsChangeException(
                    ChangeFailure.Kind.REFUSED, Failures.refused(asked, words).getMessage());
        }
    }

    /** @throws MisconfiguredException when the run may not use the site, or whoever is behind it may have nothing changed */
    static GuardRails of(EcsSite site, Run<?, ?> run) throws MisconfiguredException {
        ChangePermission.check(run);
        GuardRails rails = EcsSites.get().checked(site, run.getParent()).guardRails();
        return site.isOwnServersAllowed() ? rails : rails.protecting(OwnAddresses.of(run));
    }
}
