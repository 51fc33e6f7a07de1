package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.SecretText;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** An IAM user, who gets a token for API requests by a password. Persistence: as every credential; the password is encrypted. */
@NameWith(EcsIamUser.NameProvider.class)
public final class EcsIamUser extends BaseStandardCredentials {

    private static final long serialVersionUID = 1L;

    private final String domain;
    private final String userName;
    private final Secret password;

    /** @throws UnusableCredentialException where nobody could sign in with it */
    @DataBoundConstructor
    public EcsIamUser(
            CredentialsScope scope, String id, String description, String domain, String userName, Secret password) {
        super(scope, id, description);
        this.domain = Util.fixNull(domain).trim();
        this.userName = Util.fixNull(userName).trim();
        this.password = password;
        UsableCheck.require(toIamUser()::validate);
    }

    /** The account (domain) name. */
    public String getDomain() {
        return domain;
    }

    public String getUserName() {
        return userName;
    }

    public Secret getPassword() {
        return password;
    }

    /** The user in the form in which the engine takes it. */
    public IamUser toIamUser() {
        return new IamUser(domain, userName, new SecretText(Secret.toString(password)));
    }

    public static class NameProvider extends CredentialsNameProvider<EcsIamUser> {
        @NonNull
        @Override
        public String getName(@NonNull EcsIamUser user) {
            return ListedName.of(Messages.EcsIamUser_name(user.getId(), user.domain, user.userName), user);
        }
    }

    @Extension
    @Symbol("ecsIamUser")
    public static class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsIamUser_displayName();
        }

        @Override
        public String getDescription() {
            return Messages.EcsIamUser_description();
        }
    }
}
