package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.SecretText;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** An access key of the cloud (AK and SK), permanent or temporary, with which API requests are signed. Persistence: as every credential; the secrets are encrypted. */
@NameWith(EcsAccessKey.NameProvider.class)
public class EcsAccessKey extends BaseStandardCredentials {

    private static final long serialVersionUID = 1L;

    private final String accessKey;
    private final Secret secretKey;

    @CheckForNull
    private Secret securityToken;

    @DataBoundConstructor
    public EcsAccessKey(CredentialsScope scope, String id, String description, String accessKey, Secret secretKey) {
        super(scope, id, description);
        this.accessKey = Util.fixNull(accessKey).trim();
        this.secretKey = secretKey;
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

    @DataBoundSetter
    public void setSecurityToken(@CheckForNull Secret securityToken) {
        this.securityToken = Util.fixEmpty(Secret.toString(securityToken)) == null ? null : securityToken;
    }

    /** The key in the form in which the engine takes it. */
    public AccessKey toAccessKey() {
        return new AccessKey(
                accessKey,
                new SecretText(Secret.toString(secretKey)),
                securityToken == null ? null : new SecretText(securityToken.getPlainText()));
    }

    /** How it is called in lists: by its description, else by its id; never by the key. */
    public static class NameProvider extends CredentialsNameProvider<EcsAccessKey> {
        @NonNull
        @Override
        public String getName(@NonNull EcsAccessKey key) {
            String description = Util.fixEmptyAndTrim(key.getDescription());
            return description == null ? Messages.EcsAccessKey_name(key.getId()) : description;
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

        /** @throws FormException where it could sign no request */
        @Override
        public Credentials newInstance(@Nullable StaplerRequest2 request, @NonNull JSONObject form)
                throws FormException {
            Credentials made = super.newInstance(request, form);
            if (made instanceof EcsAccessKey key) {
                UsableCheck.require(key.toAccessKey()::validate, field -> switch (field) {
                    case ACCESS_KEY_ID -> "accessKey";
                    case SECRET_ACCESS_KEY -> "secretKey";
                    default -> "securityToken";
                });
            }
            return made;
        }

        @POST
        public FormValidation doCheckAccessKey(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }
    }
}
