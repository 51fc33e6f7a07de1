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
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.SecretText;
import java.util.function.Function;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An access key of the cloud (AK and SK), permanent or temporary, with which API requests are signed. Persistence: as every credential; the secrets are encrypted. */
@NameWith(EcsAccessKey.NameProvider.class)
public final class EcsAccessKey extends BaseStandardCredentials {

    private static final long serialVersionUID = 1L;

    private final String accessKey;
    private final Secret secretKey;

    @CheckForNull
    private Secret securityToken;

    /** @throws UnusableCredentialException where no request could be signed with it */
    @DataBoundConstructor
    public EcsAccessKey(CredentialsScope scope, String id, String description, String accessKey, Secret secretKey) {
        super(scope, id, description);
        this.accessKey = Util.fixNull(accessKey).trim();
        this.secretKey = secretKey;
        UsableCheck.require(toAccessKey()::validate);
    }

    public String getAccessKey() {
        return accessKey;
    }

    public Secret getSecretKey() {
        return secretKey;
    }

    /** The token that comes with temporary keys, or null. */
    @CheckForNull
    public Secret getSecurityToken() {
        return securityToken;
    }

    /** @throws UnusableCredentialException where no request could carry it */
    @DataBoundSetter
    public void setSecurityToken(@CheckForNull Secret securityToken) {
        this.securityToken = Util.fixEmpty(Secret.toString(securityToken)) == null ? null : securityToken;
        UsableCheck.require(toAccessKey()::validate);
    }

    /** The key in the form in which the engine takes it. */
    public AccessKey toAccessKey() {
        return new AccessKey(
                accessKey,
                new SecretText(Secret.toString(secretKey)),
                securityToken == null ? null : new SecretText(securityToken.getPlainText()));
    }

    /** How it is called in lists: by its ID, with its description; never by the key, since it could be the secret that was entered there. */
    public static class NameProvider extends CredentialsNameProvider<EcsAccessKey> {
        @NonNull
        @Override
        public String getName(@NonNull EcsAccessKey key) {
            return ListedName.of(Messages.EcsAccessKey_name(key.getId()), key);
        }
    }

    @Extension
    @Symbol("ecsAccessKey")
    public static class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsAccessKey_displayName();
        }

        @Override
        public String getDescription() {
            return Messages.EcsAccessKey_description();
        }

        @POST
        public FormValidation doCheckAccessKey(@QueryParameter String value) {
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok(); // nothing typed yet
            }
            return AccessKey.looksLikeSecret(value)
                    ? FormValidation.warning(Messages.EcsAccessKey_secretTyped())
                    : UsableCheck.of(new AccessKey(value, "any")::validate);
        }

        @POST
        public FormValidation doCheckSecretKey(@QueryParameter Secret value) {
            return AccessKey.looksLikeId(Secret.toString(value))
                    ? FormValidation.warning(Messages.EcsAccessKey_idTyped())
                    : secret(value, text -> new AccessKey("any", text));
        }

        @POST
        public FormValidation doCheckSecurityToken(@QueryParameter Secret value) {
            return secret(value, text -> new AccessKey("any", new SecretText("any"), new SecretText(text)));
        }

        private static FormValidation secret(Secret value, Function<String, AccessKey> key) {
            String text = Secret.toString(value);
            return text.isBlank() ? FormValidation.ok() : UsableCheck.of(key.apply(text)::validate);
        }
    }
}
