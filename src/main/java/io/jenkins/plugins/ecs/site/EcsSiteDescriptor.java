package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.credentials.CredentialLists;
import io.jenkins.plugins.ecs.credentials.FormCredentials;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsSite}. Its checks judge only what is typed; whoever administers Jenkins can have the cloud asked. */
@Extension
@Symbol("ecsSite")
public class EcsSiteDescriptor extends Descriptor<EcsSite> {

    public EcsSiteDescriptor() {
        super(EcsSite.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.EcsSite_displayName();
    }

    @POST
    public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }

    @POST
    public FormValidation doCheckIamEndpoint(@QueryParameter String value) {
        return doCheckEndpoint(value);
    }

    @POST
    public FormValidation doCheckImsEndpoint(@QueryParameter String value) {
        return doCheckEndpoint(value);
    }

    /** Nothing typed yet is no error: {@link EcsSites#setSites} refuses what is missing. */
    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        if (Util.fixEmptyAndTrim(value) == null) {
            return FormValidation.ok();
        }
        try {
            Endpoints.of(value);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(Sentences.of(e.getMessage()).toString());
        }
    }

    @POST
    public FormValidation doCheckProjectId(@QueryParameter String value) {
        String problem = Util.fixEmptyAndTrim(value) == null ? null : Validation.projectId(value);
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }

    @POST
    public FormValidation doCheckConsoleUrl(@QueryParameter String value) {
        String url = Util.fixEmptyAndTrim(value);
        return url == null || EcsSite.isWebAddress(url)
                ? FormValidation.ok()
                : FormValidation.error(Messages.EcsSite_console(url));
    }

    /** Nobody else is told which items there are. */
    @POST
    public FormValidation doCheckAllowedItems(@QueryParameter String value) {
        List<String> unknown = Jenkins.get().hasPermission(Jenkins.ADMINISTER) ? UnknownItems.of(value) : List.of();
        return unknown.isEmpty()
                ? FormValidation.ok()
                : FormValidation.warning(Messages.EcsSite_namesNothing(String.join(", ", unknown)));
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

    /** How the form of all sites shows this one. @param site null for one that is not there yet */
    public SiteBox box(@CheckForNull EcsSite site) {
        return new SiteBox(this, site);
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
            @QueryParameter String credentialsId,
            @QueryParameter String serverTag,
            @QueryParameter String allowedImages,
            @QueryParameter String allowedItems) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        EcsSite site = new EcsSite("", endpoint, projectId);
        site.setIamEndpoint(iamEndpoint);
        site.setImsEndpoint(imsEndpoint);
        site.setProjectName(projectName);
        site.setServerTag(serverTag);
        site.setAllowedImages(allowedImages);
        site.setAllowedItems(allowedItems);
        List<String> missing = new ArrayList<>();
        Endpoints endpoints = usable(site::endpoints, missing);
        Project project = usable(site::project, missing);
        ApiIdentity identity = FormCredentials.api(null, credentialsId, endpoint);
        if (identity == null) {
            missing.add(Messages.EcsSite_noCredential());
        }
        return missing.isEmpty()
                ? ConnectionTest.of(EcsClients.get().client(endpoints, project, identity), identity.key() != null, site)
                : FormValidation.error(Sentences.all(missing).toString());
    }

    /** @param problems gets why it cannot be used @return null then */
    private static <T> T usable(Supplier<T> part, List<String> problems) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return null;
        }
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @QueryParameter String credentialsId, @QueryParameter String endpoint) {
        return CredentialLists.api(null, endpoint, credentialsId);
    }
}
