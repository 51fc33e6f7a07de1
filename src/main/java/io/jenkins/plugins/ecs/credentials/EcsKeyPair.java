package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The name of an SSH key pair of the cloud, to log in with after the change. It holds no private key. Persistence: as every credential. */
@NameWith(EcsKeyPair.NameProvider.class)
public final class EcsKeyPair extends BaseStandardCredentials {

    private static final long serialVersionUID = 1L;

    private final String keyPairName;

    @CheckForNull
    private String userId;

    /** @throws UnusableCredentialException where the name cannot be that of a key pair */
    @DataBoundConstructor
    public EcsKeyPair(CredentialsScope scope, String id, String description, String keyPairName) {
        super(scope, id, description);
        this.keyPairName = Util.fixNull(keyPairName).trim();
        UsableCheck.require(Validation.keyPairName(this.keyPairName));
    }

    public String getKeyPairName() {
        return keyPairName;
    }

    /** The IAM user who owns the key pair, 32 hexadecimal digits; null to have the plugin look it up. */
    @CheckForNull
    public String getUserId() {
        return userId;
    }

    /** @throws UnusableCredentialException where it is no user ID */
    @DataBoundSetter
    public void setUserId(@CheckForNull String userId) {
        this.userId = Util.fixEmptyAndTrim(userId);
        UsableCheck.require(problem(this.userId));
    }

    private static String problem(@CheckForNull String userId) {
        return userId == null ? null : Validation.userId(userId);
    }

    public Login toLogin() {
        return new Login.WithKeyPair(keyPairName, userId);
    }

    public static class NameProvider extends CredentialsNameProvider<EcsKeyPair> {
        @NonNull
        @Override
        public String getName(@NonNull EcsKeyPair pair) {
            return ListedName.of(Messages.EcsKeyPair_name(pair.getId(), pair.keyPairName), pair);
        }
    }

    @Extension
    @Symbol("ecsKeyPair")
    public static class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsKeyPair_displayName();
        }

        @Override
        public String getDescription() {
            return Messages.EcsKeyPair_description();
        }

        @POST
        public FormValidation doCheckKeyPairName(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.ok() // nothing typed yet
                    : UsableCheck.result(Validation.keyPairName(value));
        }

        @POST
        public FormValidation doCheckUserId(@QueryParameter String value) {
            return UsableCheck.result(problem(Util.fixEmptyAndTrim(value)));
        }
    }
}
