package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Fills the credential drop-downs. Whoever may not see a job's credentials gets the current value back, and nothing else. Threads: those of web requests. */
public final class CredentialLists {

    private static final CredentialsMatcher API = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(EcsAccessKey.class),
            CredentialsMatchers.instanceOf(EcsIamUser.class),
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));

    /** No build can see the others. */
    static final CredentialsMatcher FOR_BUILDS =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    private static final CredentialsMatcher LOGIN = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(EcsKeyPair.class),
            CredentialsMatchers.instanceOf(SSHUserPrivateKey.class),
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
            CredentialsMatchers.instanceOf(StringCredentials.class));

    private static final CredentialsMatcher USER_DATA = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StringCredentials.class),
            CredentialsMatchers.instanceOf(FileCredentials.class));

    private CredentialLists() {}

    /** What can sign API requests to the endpoint, of the domains that a build would look in. @param item the job that is configured, null for the global configuration */
    public static ListBoxModel api(
            @CheckForNull Item item, @CheckForNull String endpoint, @CheckForNull String current) {
        return list(item, endpoint, current, API);
    }

    /** What can be the login of a changed server. @param item the job that is configured, null outside of one */
    public static ListBoxModel login(@CheckForNull Item item, @CheckForNull String current) {
        return list(item, null, current, LOGIN);
    }

    /** What can hold user data. @param item the job that is configured, null outside of one */
    public static ListBoxModel userData(@CheckForNull Item item, @CheckForNull String current) {
        return list(item, null, current, USER_DATA);
    }

    private static ListBoxModel list(Item item, String endpoint, String current, CredentialsMatcher matcher) {
        StandardListBoxModel list = new StandardListBoxModel();
        list.includeEmptyValue();
        if (maySee(item)) {
            list.includeMatchingAs(
                    item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2,
                    item,
                    StandardCredentials.class,
                    endpoint == null
                            ? List.of()
                            : URIRequirementBuilder.fromUri(endpoint).build(),
                    CredentialsMatchers.allOf(matcher, FOR_BUILDS));
        }
        return list.includeCurrentValue(current == null ? "" : current);
    }

    private static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
