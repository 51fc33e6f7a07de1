package io.jenkins.plugins.ecs.run;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.credentials.RunCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.site.EcsClients;
import java.time.Duration;

/**
 * Finds the client of a change's cloud: anew as long as nothing is sent, so that what is sent is signed by the credential of now; then once a minute, which is when a rotated credential
 * counts, since the search in the credential stores costs as much as a request.
 *
 * <p>Threads: the one that drives the change. Persistence: none.
 */
final class RunClient {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final NotedSite site;
    private final RunCredentials credentials;
    private EcsClient found;
    private long since;

    RunClient(NotedSite site, RunCredentials credentials) {
        this.site = site;
        this.credentials = credentials;
    }

    /**
     * @param unsent whether nothing is sent yet: the site must then still be there
     * @param nanoTime now, by {@link ChangeClock#nanoTime}
     * @throws MisconfiguredException when the cloud cannot be asked: no site, address or credential
     */
    EcsClient get(boolean unsent, long nanoTime) throws MisconfiguredException {
        if (unsent || nanoTime - since >= GOOD_FOR.toNanos()) {
            found = null; // also where there is none any more
        }
        if (found == null) {
            found = find(unsent);
            since = nanoTime;
        }
        return found;
    }

    private EcsClient find(boolean unsent) throws MisconfiguredException {
        if (unsent) {
            site.now();
        }
        String id = site.credentialsId();
        if (id == null) {
            throw new MisconfiguredException(Messages.RunContext_noApiCredential(site.name()));
        }
        try {
            return EcsClients.get().client(site.endpoints(), site.project(), credentials.api(id, site.endpoint()));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(
                    Messages.RunContext_badEndpoint(site.name(), Sentences.clause(e.getMessage())));
        }
    }
}
