package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsUseListener;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Fingerprint;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds credentials in the context of a run: its folders, its identity, its parameters, and for API credentials the domain of the cloud's endpoint decide what can be seen.
 * Each one that is used is tracked once. Threads: any. Persistence: none; a credential is looked up at each call, so that a rotated one counts at once.
 */
public final class RunCredentials {

    private static final String LOGIN = "keyCredentialId";
    private static final String USER_DATA = "userDataCredentialId";

    private final Run<?, ?> run;
    private final Consumer<String> secrets;
    private final Consumer<String> userData;
    private final Set<String> tracked = new HashSet<>();

    /**
     * @param secrets is told every secret that is found
     * @param userData is told those that are user data instead
     */
    public RunCredentials(Run<?, ?> run, Consumer<String> secrets, Consumer<String> userData) {
        this.run = run;
        this.secrets = secrets;
        this.userData = userData;
    }

    /** @throws MisconfiguredException when there is no such credential, or it is of a kind that signs no requests */
    public ApiIdentity api(String id, String endpoint) throws MisconfiguredException {
        return find("credentialsId", id, endpoint, CredentialKinds::api, Messages.kinds_api());
    }

    /** Of any domain, since it is not given to the endpoint. @throws MisconfiguredException when there is no such credential, or it is of a kind that is no login */
    public Login login(String id) throws MisconfiguredException {
        return find(LOGIN, id, null, CredentialKinds::login, Messages.kinds_login());
    }

    /** The secret of the login, as far as there is one. @throws MisconfiguredException when there is no such credential */
    public Proof proof(String id) throws MisconfiguredException {
        return find(LOGIN, id, null, CredentialKinds::proof, Messages.kinds_login());
    }

    /** Of any domain. @throws MisconfiguredException when there is no such credential, or it holds no text */
    public SecretText userData(String id) throws MisconfiguredException {
        try {
            return find(USER_DATA, id, null, UserDataText::of, Messages.kinds_userData());
        } catch (UncheckedIOException e) {
            throw new MisconfiguredException(
                    Messages.userData_unreadable(id, e.getCause().toString()));
        }
    }

    private <T> T find(String field, String id, String endpoint, Function<StandardCredentials, T> use, String kinds)
            throws MisconfiguredException {
        StandardCredentials found = find(id, endpoint);
        if (found == null) {
            throw new MisconfiguredException(Messages.credential_missing(field, id));
        }
        Secrets.of(found).forEach(field.equals(USER_DATA) ? userData : secrets);
        T used = use.apply(found);
        if (used == null) {
            throw new MisconfiguredException(Messages.credential_wrongKind(
                    field, id, found.getDescriptor().getDisplayName(), kinds));
        }
        synchronized (tracked) {
            if (tracked.add(id)) {
                track(found);
            }
        }
        return used;
    }

    /** The list of the builds that used a credential grows, and is saved whole with each that is added, be it there already or not: once for a build, not for each of its changes. */
    private void track(StandardCredentials used) {
        if (isTracked(used)) {
            CredentialsUseListener.fireUse(used, run);
        } else {
            CredentialsProvider.track(run, used);
        }
    }

    private boolean isTracked(StandardCredentials used) {
        try {
            Fingerprint uses = CredentialsProvider.getFingerprintOf(used);
            return uses != null && uses.getRangeSet(run.getParent()).includes(run.getNumber());
        } catch (IOException e) {
            return false; // Tracking logs it.
        }
    }

    /** By ID; or, where a parameter of the build has this ID for its value, what was chosen for it: the credential may be the own one of whoever started the build. */
    private StandardCredentials find(String id, String endpoint) {
        StandardCredentials found = look(id, endpoint);
        if (found != null) {
            return found;
        }
        for (ParametersAction parameters : run.getActions(ParametersAction.class)) {
            for (ParameterValue parameter : parameters) {
                if (parameter instanceof CredentialsParameterValue chosen && id.equals(chosen.getValue())) {
                    found = look("${" + chosen.getName() + "}", endpoint);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private StandardCredentials look(String id, String endpoint) {
        List<DomainRequirement> where = endpoint == null
                ? List.of()
                : URIRequirementBuilder.fromUri(endpoint).build();
        return CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, where);
    }
}
