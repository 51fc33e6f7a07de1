package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds credentials in the context of a run: its folders, its identity, and the domain of the cloud's endpoint decide what can be seen. Each one that is used is tracked
 * once. Threads: any. Persistence: none; a credential is looked up at each call, so that a rotated one counts at once.
 */
public final class RunCredentials {

    private final Run<?, ?> run;
    private final Consumer<String> secrets;
    private final Set<String> tracked = new HashSet<>();

    /** @param secrets is told every secret that is found */
    public RunCredentials(Run<?, ?> run, Consumer<String> secrets) {
        this.run = run;
        this.secrets = secrets;
    }

    /** @throws MisconfiguredException when there is no such credential, or it is of a kind that signs no requests */
    public ApiIdentity api(String id, String endpoint) throws MisconfiguredException {
        return find("credentialsId", id, endpoint, CredentialKinds::api, Messages.kinds_api());
    }

    /** @throws MisconfiguredException when there is no such credential, or it is of a kind that is no login */
    public Login login(String id, String endpoint) throws MisconfiguredException {
        return find("keyCredentialId", id, endpoint, CredentialKinds::login, Messages.kinds_login());
    }

    /** @throws MisconfiguredException when there is no such credential, or it holds no text */
    public SecretText userData(String id, String endpoint) throws MisconfiguredException {
        try {
            return find("userDataCredentialId", id, endpoint, UserDataText::of, Messages.kinds_userData());
        } catch (UncheckedIOException e) {
            throw new MisconfiguredException(
                    Messages.userData_unreadable(id, e.getCause().toString()));
        }
    }

    private <T> T find(String field, String id, String endpoint, Function<StandardCredentials, T> use, String kinds)
            throws MisconfiguredException {
        StandardCredentials found = CredentialsProvider.findCredentialById(
                id,
                StandardCredentials.class,
                run,
                URIRequirementBuilder.fromUri(endpoint).build());
        if (found == null) {
            throw new MisconfiguredException(Messages.credential_missing(field, id));
        }
        Secrets.of(found).forEach(secrets);
        T used = use.apply(found);
        if (used == null) {
            throw new MisconfiguredException(Messages.credential_wrongKind(
                    field, id, found.getDescriptor().getDisplayName(), kinds));
        }
        synchronized (tracked) {
            if (tracked.add(id)) {
                CredentialsProvider.track(run, found);
            }
        }
        return used;
    }
}
