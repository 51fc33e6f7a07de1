package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.credentials.RunCredentials;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;

/**
 * The login and user data of a change, from the parameters of its build: looked up anew at each call, masked from then on, and kept nowhere.
 *
 * <p>Threads: the one that drives the change. Errors: {@link MisconfiguredException} where the build has let go of the change, since nothing is sent any more then, or where a
 * credential cannot be used.
 */
final class ChangeInputs {

    private final OsChangeParameters parameters;
    private final RunCredentials credentials;
    private final RunSecrets secrets;

    /** @param parameters null where the build has let go of the change */
    ChangeInputs(@CheckForNull OsChangeParameters parameters, RunCredentials credentials, RunSecrets secrets) {
        this.parameters = parameters;
        this.credentials = credentials;
        this.secrets = secrets;
    }

    boolean isLetGo() {
        return parameters == null;
    }

    private OsChangeParameters parameters() throws MisconfiguredException {
        if (parameters == null) {
            throw new MisconfiguredException(Messages.RunContext_ended());
        }
        return parameters;
    }

    Login login() throws MisconfiguredException {
        String id = parameters().getKeyCredentialId();
        return id == null ? new Login.FromImage() : credentials.login(id);
    }

    Proof proof() throws MisconfiguredException {
        String id = parameters().getKeyCredentialId();
        return id == null ? Proof.NONE : credentials.proof(id);
    }

    /** @return null where there is none */
    @CheckForNull
    SecretText userData() throws MisconfiguredException {
        parameters().checkUserData();
        parameters.checkLogin();
        String id = parameters.getUserDataCredentialId();
        if (id != null) {
            return credentials.userData(id);
        }
        String text = parameters.getUserData();
        if (text == null) {
            return null;
        }
        secrets.addWhole(text);
        return new SecretText(text);
    }
}
