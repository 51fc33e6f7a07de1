package io.jenkins.plugins.ecs.run;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.credentials.RunCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.site.EcsClients;

/**
 * Finds the client of a change's cloud: anew at each step, so that a rotated credential counts at once, and once in a step, since the search in the credential stores costs as much as the request.
 *
 * <p>Threads: the one that drives the change. Persistence: none; nothing is kept between steps.
 */
final class StepClient {

    private final NotedSite site;
    private final RunCredentials credentials;
    private boolean inStep;
    private EcsClient found;

    StepClient(NotedSite site, RunCredentials credentials) {
        this.site = site;
        this.credentials = credentials;
    }

    void beginStep() {
        inStep = true;
    }

    void endStep() {
        inStep = false;
        found = null;
    }

    /**
     * @param known whether the site must still be there: for what is not sent yet
     * @throws MisconfiguredException when the cloud cannot be asked: no site, address or credential
     */
    EcsClient get(boolean known) throws MisconfiguredException {
        if (found == null || !inStep) {
            found = find(known);
        }
        return found;
    }

    private EcsClient find(boolean known) throws MisconfiguredException {
        if (known) {
            site.now();
        }
        String id = site.credentialsId();
        if (id == null) {
            throw new MisconfiguredException(Messages.RunContext_noApiCredential(site.name()));
        }
        try {
            return EcsClients.get().client(site.endpoints(), site.project(), credentials.api(id, site.endpoint()));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(Messages.RunContext_badEndpoint(site.name(), e.getMessage()));
        }
    }
}
