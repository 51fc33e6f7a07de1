package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * Finds the credential for a form that queries the cloud: for a job as a build of it would, as the job's own identity and within the domain of the endpoint. The form has
 * checked the permission before. Threads: those of web requests.
 */
public final class FormCredentials {

    private FormCredentials() {}

    /**
     * @param item the job that is configured, null for the global configuration
     * @return null when there is no such credential that builds can see, or it is of a kind that signs no requests
     */
    @CheckForNull
    public static ApiIdentity api(@CheckForNull Item item, String id, String endpoint) {
        List<DomainRequirement> where = URIRequirementBuilder.fromUri(endpoint).build();
        Authentication who = item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        List<StandardCredentials> visible = item == null
                ? CredentialsProvider.lookupCredentialsInItemGroup(StandardCredentials.class, Jenkins.get(), who, where)
                : CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, who, where);
        StandardCredentials found = CredentialsMatchers.firstOrNull(
                visible, CredentialsMatchers.allOf(CredentialsMatchers.withId(id), CredentialLists.FOR_BUILDS));
        return found == null ? null : CredentialKinds.api(found);
    }
}
