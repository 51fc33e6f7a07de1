package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.HttpResponses;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.credentials.CredentialLists;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The form of {@link OsChangeParameters}, which the step and the build step both show.
 *
 * <p>Threads: those of web requests, of which none waits for the cloud. Whatever a job or a site has to tell is told to whoever may configure the job, and without a job to
 * administrators.
 */
@Extension
public class OsChangeParametersDescriptor extends Descriptor<OsChangeParameters> implements CustomDescribableModel {

    /** Constants, since a list is kept by its kind. */
    static final PickerLists.Kind SERVERS = PickerEntry::servers;

    static final PickerLists.Kind IMAGES = PickerEntry::images;

    public OsChangeParametersDescriptor() {
        super(OsChangeParameters.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.OsChangeParameters_displayName();
    }

    /** For scripts such as those of Job DSL, which name the parameters as a Pipeline does. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        return Arguments.checked(clazz, arguments);
    }

    @POST
    public FormValidation doCheckServerId(@QueryParameter String value) {
        return FieldChecks.id(value, Validation.serverId(value));
    }

    @POST
    public FormValidation doCheckServerName(@QueryParameter String value, @QueryParameter String serverId) {
        return FieldChecks.result(Validation.serverName(value, serverId));
    }

    @POST
    public FormValidation doCheckImageId(@QueryParameter String value) {
        return FieldChecks.id(value, Validation.imageId(value));
    }

    @POST
    public FormValidation doCheckImageName(@QueryParameter String value, @QueryParameter String imageId) {
        return FieldChecks.result(Validation.imageName(value, imageId));
    }

    @POST
    public FormValidation doCheckUserData(@QueryParameter String value) {
        return FieldChecks.userData(value);
    }

    /** The user data is shown to whoever may configure the job, and could have it sent anywhere; not to whoever may only read the configuration. */
    public boolean isUserDataShown(@CheckForNull OsChangeParameters instance) {
        Item item = Stapler.getCurrentRequest2().findAncestorObject(Item.class);
        return instance == null || instance.getUserData() == null || FormAccess.mayConfigure(item);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
        return FieldChecks.number(value, Validation::timeoutMinutes);
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return FieldChecks.number(value, Validation::pollSeconds);
    }

    @POST
    public FormValidation doCheckSaveImageAs(@QueryParameter String value, @QueryParameter String imageName) {
        String other = FieldChecks.hasVariable(imageName) ? null : imageName;
        return FieldChecks.hasVariable(value)
                ? FormValidation.ok()
                : FieldChecks.result(Validation.saveImageAs(value, other));
    }

    @POST
    public FormValidation doCheckLoginHost(@QueryParameter String value, @QueryParameter boolean waitForLogin) {
        return FieldChecks.loginHost(value, waitForLogin);
    }

    @POST
    public FormValidation doCheckLoginPort(@QueryParameter String value, @QueryParameter boolean waitForLogin) {
        return FieldChecks.loginPort(value, waitForLogin);
    }

    @POST
    public FormValidation doCheckLoginTimeoutMinutes(@QueryParameter String value) {
        return doCheckTimeoutMinutes(value);
    }

    /** A KMS key is named by a UUID, and only with encryption. */
    @POST
    public FormValidation doCheckKmsKeyId(@QueryParameter String value, @QueryParameter boolean encrypt) {
        return FieldChecks.hasVariable(value)
                ? FormValidation.ok()
                : FieldChecks.result(Validation.kmsKeyId(value, encrypt));
    }

    /** What the site field says is known to those who may see the sites. */
    @POST
    public FormValidation doCheckSite(@AncestorInPath Item item, @QueryParameter String value) {
        if (!FormAccess.mayConfigure(item) || FieldChecks.hasVariable(value)) {
            return FormValidation.ok();
        }
        try {
            EcsSites.get().resolve(value, item);
            return FormValidation.ok();
        } catch (MisconfiguredException e) {
            return FormValidation.warning(e.getMessage());
        }
    }

    /**
     * The servers of the project, as JSON for the picker of the field: to whoever may configure the job, since a build of it could see them too.
     *
     * @param search what was typed: words of name, status or OS, an ID, or a name with {@code *}
     * @param writes {@code name} for a field that holds a name
     */
    @POST
    public HttpResponse doServers(
            @AncestorInPath Item item,
            @QueryParameter String site,
            @QueryParameter String credentialsId,
            @QueryParameter String search,
            @QueryParameter String writes) {
        return pick(item, site, credentialsId, search(search, writes), SERVERS);
    }

    /** The images of the project, in the same way. */
    @POST
    public HttpResponse doImages(
            @AncestorInPath Item item,
            @QueryParameter String site,
            @QueryParameter String credentialsId,
            @QueryParameter String search,
            @QueryParameter String writes) {
        return pick(item, site, credentialsId, search(search, writes), IMAGES);
    }

    private static PickerSearch search(String typed, String writes) {
        return new PickerSearch(typed, "name".equals(writes) ? PickerSearch.Field.NAME : PickerSearch.Field.ID);
    }

    private static HttpResponse pick(
            Item item, String site, String credentialsId, PickerSearch search, PickerLists.Kind kind) {
        return HttpResponses.okJSON(
                FormAccess.mayConfigure(item)
                        ? PickerResponse.of(item, site, credentialsId, search, kind)
                        : PickerResponse.message(Messages.PickerResponse_noPermission()));
    }

    /** The address of {@link #doServers} or {@link #doImages} in the context of the page, for the picker. @param list {@code servers} or {@code images} */
    public String pickerUrl(String list) {
        return getDescriptorFullUrl() + '/' + list;
    }

    @POST
    public ListBoxModel doFillKeyCredentialIdItems(@AncestorInPath Item item, @QueryParameter String keyCredentialId) {
        return CredentialLists.login(item, keyCredentialId);
    }

    @POST
    public ListBoxModel doFillUserDataCredentialIdItems(
            @AncestorInPath Item item, @QueryParameter String userDataCredentialId) {
        return CredentialLists.userData(item, userDataCredentialId);
    }

    @POST
    public FormValidation doCheckUserDataCredentialId(@QueryParameter String value, @QueryParameter String userData) {
        boolean both = Util.fixEmptyAndTrim(value) != null && Util.fixEmpty(userData) != null;
        return FieldChecks.result(both ? Messages.OsChangeParameters_twoUserData() : null);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String site) {
        ListBoxModel list = CredentialLists.api(item, endpoint(item, site), credentialsId);
        list.forEach(option ->
                option.name = option.value.isEmpty() ? Messages.OsChangeParameters_siteCredential() : option.name);
        return list;
    }

    /** Null where it cannot be told: then the credentials of all domains fit. */
    private static String endpoint(Item item, String site) {
        try {
            return FormAccess.mayConfigure(item)
                    ? EcsSites.get().resolve(site, item).getEndpoint()
                    : null;
        } catch (MisconfiguredException e) {
            return null; // the field of the site says so
        }
    }

    @POST
    public ListBoxModel doFillSiteItems(@AncestorInPath Item item, @QueryParameter String site) {
        return SiteList.of(item, site);
    }

    @POST
    public ListBoxModel doFillIfRunningItems() {
        return RunningServerChoice.list();
    }

    /** What the form shows for {@code mode} and {@code stopFirst}, which exclude each other. */
    public String ifRunning(@CheckForNull OsChangeParameters instance) {
        return RunningServerChoice.of(instance).name();
    }

    @Override
    public OsChangeParameters newInstance(@CheckForNull StaplerRequest2 request, @NonNull JSONObject form)
            throws FormException {
        return super.newInstance(request, RunningServerChoice.bind(form));
    }
}
