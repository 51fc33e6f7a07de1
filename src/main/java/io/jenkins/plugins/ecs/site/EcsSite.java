package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.credentials.CredentialLists;
import io.jenkins.plugins.ecs.credentials.FormCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A project in a region of a cloud, and how Jenkins signs in there: what an administrator sets up once. */
public class EcsSite extends GuardedSite {

    private final String name;
    private final String endpoint;
    private final String projectId;
    private String projectName;
    private String iamEndpoint;
    private String imsEndpoint;
    private String credentialsId;
    private String consoleUrl;
    private Integer requestsPerSecond;
    private boolean defaultSite;

    @DataBoundConstructor
    public EcsSite(String name, String endpoint, String projectId) {
        this.name = Util.fixNull(name).trim();
        this.endpoint = Util.fixNull(endpoint).trim();
        this.projectId = Util.fixNull(projectId).trim();
    }

    @Override
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

    /** The page of a server in the cloud console, with {@code {serverId}} for its id; or null. */
    public String getConsoleUrl() {
        return consoleUrl;
    }

    @DataBoundSetter
    public void setConsoleUrl(String consoleUrl) {
        this.consoleUrl = Util.fixEmptyAndTrim(consoleUrl);
    }

    /** For the form: which of the known clouds the endpoint belongs to. */
    public String getCloud() {
        return CloudPreset.of(endpoint).name();
    }

    /** For the form: the region within that cloud, or null. */
    public String getRegion() {
        return CloudPreset.of(endpoint).regionOf(endpoint);
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

    /** How often all builds of this controller together may ask the endpoint, per second. */
    public int getRequestsPerSecond() {
        return requestsPerSecond == null ? RateLimiter.DEFAULT_PER_SECOND : requestsPerSecond;
    }

    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        boolean usual = requestsPerSecond < 1 || requestsPerSecond == RateLimiter.DEFAULT_PER_SECOND;
        this.requestsPerSecond = usual ? null : Integer.valueOf(requestsPerSecond);
    }

    /** Whether builds that name no site use this one. */
    public boolean isDefaultSite() {
        return defaultSite;
    }

    @DataBoundSetter
    public void setDefaultSite(boolean defaultSite) {
        this.defaultSite = defaultSite;
    }

    /** The page of this server in the cloud console, or null where the site names no console. */
    String consoleLink(String serverId) {
        return consoleUrl == null || !isWebAddress(consoleUrl)
                ? null
                : consoleUrl.replace("{serverId}", Util.rawEncode(serverId));
    }

    /** Nothing else may become a link: a script could stand there. */
    private static boolean isWebAddress(String text) {
        return text.startsWith("https://") || text.startsWith("http://");
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
        public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.ok()
                    : FormValidation.validatePositiveInteger(value);
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
        public FormValidation doCheckConsoleUrl(@QueryParameter String value) {
            String url = Util.fixEmptyAndTrim(value);
            return url == null || isWebAddress(url)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.EcsSite_console(url));
        }

        @POST
        public ListBoxModel doFillCloudItems() {
            ListBoxModel list = new ListBoxModel();
            for (CloudPreset cloud : CloudPreset.values()) {
                list.add(cloud.label(), cloud.name());
            }
            return list;
        }

        @POST
        public ComboBoxModel doFillRegionItems(@QueryParameter String cloud) {
            return new ComboBoxModel(CloudPreset.named(cloud).regions());
        }

        /** The addresses of all known clouds, for the script of the form. */
        public String getCloudPatterns() {
            return CloudPreset.json();
        }

        @POST
        public FormValidation doTestConnection(
                @QueryParameter String endpoint,
                @QueryParameter String iamEndpoint,
                @QueryParameter String imsEndpoint,
                @QueryParameter String projectId,
                @QueryParameter String projectName,
                @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            EcsSite site = new EcsSite("", endpoint, projectId);
            site.setIamEndpoint(iamEndpoint);
            site.setImsEndpoint(imsEndpoint);
            site.setProjectName(projectName);
            try {
                Endpoints endpoints = site.endpoints();
                Project project = site.project();
                ApiIdentity identity = FormCredentials.api(null, credentialsId, endpoint);
                return identity == null
                        ? FormValidation.error(Messages.EcsSite_noCredential())
                        : ConnectionTest.of(EcsClients.get(endpoints, project, identity));
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @QueryParameter String credentialsId, @QueryParameter String endpoint) {
            return CredentialLists.api(null, endpoint, credentialsId);
        }
    }
}
