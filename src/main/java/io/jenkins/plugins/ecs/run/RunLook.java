package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.credentials.RunCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.site.EcsClients;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;

/** What a run may see of a site: what it may change there, and what it may use for that. Threads: any. Persistence: none; asked anew each time. */
public final class RunLook {

    private static final int LONGEST = 1000;

    private final Run<?, ?> run;
    private final RunSecrets secrets;
    private final EcsSite site;
    private final String credentialsId;
    private final boolean own;

    /**
     * @param siteName null for the default site
     * @param ownCredentialsId null for the credential of the site
     * @throws MisconfiguredException when it is not clear which site is meant, or it is not the run's to use
     */
    public RunLook(Run<?, ?> run, @CheckForNull String siteName, @CheckForNull String ownCredentialsId)
            throws MisconfiguredException {
        this.run = run;
        secrets = RunSecrets.of(run);
        site = EcsSites.get().resolve(siteName, run.getParent());
        String set = Util.fixEmptyAndTrim(ownCredentialsId);
        own = set != null;
        credentialsId = own ? set : site.getCredentialsId();
    }

    /** Which API credential is used, for people. */
    @CheckForNull
    public String credential() {
        return NotedSite.credential(credentialsId, own);
    }

    public String siteName() {
        return site.getName();
    }

    /** @throws MisconfiguredException when whoever is behind the run may have nothing changed: nobody is shown what he may not change */
    public GuardRails guardRails() throws MisconfiguredException {
        return RunGuards.of(site, run);
    }

    /** The words of a cloud without the secrets of the run, and short enough to be read. */
    public String told(String words) {
        return PlainText.excerpt(PlainText.of(secrets.mask(words)), LONGEST);
    }

    /** @throws MisconfiguredException when the cloud cannot be talked to at all */
    public EcsClient client() throws MisconfiguredException {
        if (credentialsId == null) {
            throw new MisconfiguredException(Messages.RunContext_noApiCredential(site.getName()));
        }
        RunCredentials credentials = new RunCredentials(run, secrets::add, secrets::addUserData);
        try {
            return EcsClients.get()
                    .client(site.endpoints(), site.project(), credentials.api(credentialsId, site.getEndpoint()));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(
                    Messages.RunContext_badEndpoint(site.getName(), Sentences.clause(e.getMessage())));
        }
    }
}
