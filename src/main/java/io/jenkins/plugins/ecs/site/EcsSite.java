package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.credentials.CredentialLists;
import io.jenkins.plugins.ecs.oschange.Validation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A project in a region of a cloud, and how Jenkins signs in there: what an administrator sets up once. */
public class EcsSite extends AbstractDescribableImpl<EcsSite> {

    private final String name;
    private final String endpoint;
    private final String projectId;
    private String projectName;
    private String iamEndpoint;
    private String imsEndpoint;
    private String credentialsId;
    private boolean defaultSite;

    @DataBoundConstructor
    public EcsSite(String name, String endpoint, String projectId) {
        this.name = Util.fixNull(name).trim();
        this.endpoint = Util.fixNull(endpoint).trim();
        this.projectId = Util.fixNull(projectId).trim();
    }

    public String getName() {
        return name;
    }

    /** The address of the ECS API, such as {@code https://ecs.eu-de.otc.t-systems.com}. */
    public String getEndpoint() {
        return endpoint;
    }

    public String getProjectId() {
        return projectId;
    }

    /** The name of the project ({@code eu-de} or {@code eu-de_team}), used where its ID is left out. */
    public String getProjectName() {
        return projectName;
    }

    @DataBoundSetter
    public void setProjectName(String projectName) {
        this.projectName = Util.fixEmptyAndTrim(projectName);
    }

    /** Where IAM is, when it is not beside ECS; else null. */
    public String getIamEndpoint() {
        return iamEndpoint;
    }

    @DataBoundSetter
    public void setIamEndpoint(String iamEndpoint) {
        this.iamEndpoint = Util.fixEmptyAndTrim(iamEndpoint);
    }

    /** Where IMS is, when it is not beside ECS; else null. */
    public String getImsEndpoint() {
        return imsEndpoint;
    }

    @DataBoundSetter
    public void setImsEndpoint(String imsEndpoint) {
        this.imsEndpoint = Util.fixEmptyAndTrim(imsEndpoint);
    }

    /** @throws IllegalArgumentException with a message for users, when an address will not do */
    public Endpoints endpoints() {
        return Endpoints.of(endpoint, iamEndpoint, imsEndpoint);
    }

    /** @throws IllegalArgumentException with a message for users, when neither id nor name will do */
    public Project project() {
        String problem = projectId.isEmpty() && projectName != null ? null : Validation.projectId(projectId);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return projectId.isEmpty() ? Project.named(projectName) : Project.withId(projectId);
    }

    /** The credential that signs requests, looked up in the context of each build. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Whether builds that name no site use this one. */
    public boolean isDefaultSite() {
        return defaultSite;
    }

    @DataBoundSetter
    public void setDefaultSite(boolean defaultSite) {
        this.defaultSite = defaultSite;
    }

    @Extension
    @Symbol("ecsSite")
    public static class DescriptorImpl extends Descriptor<EcsSite> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsSite_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckIamEndpoint(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null ? FormValidation.ok() : doCheckEndpoint(value);
        }

        @POST
        public FormValidation doCheckImsEndpoint(@QueryParameter String value) {
            return doCheckIamEndpoint(value);
        }

        @POST
        public FormValidation doCheckEndpoint(@QueryParameter String value) {
            try {
                Endpoints.of(value);
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckProjectId(@QueryParameter String value, @QueryParameter String projectName) {
            boolean byName = Util.fixEmptyAndTrim(value) == null && Util.fixEmptyAndTrim(projectName) != null;
            String problem = byName ? null : Validation.projectId(value);
            return problem == null ? FormValidation.ok() : FormValidation.error(problem);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @QueryParameter String credentialsId, @QueryParameter String endpoint) {
            return CredentialLists.api(null, endpoint, credentialsId);
        }
    }
}
