package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.credentials.CredentialLists;
import io.jenkins.plugins.ecs.oschange.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.Validation;
import io.jenkins.plugins.ecs.site.EcsSites;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@link OsChangeParameters}, which the step and the build step both show. Nothing in it asks the cloud. */
@Extension
public class OsChangeParametersDescriptor extends Descriptor<OsChangeParameters> {

    public OsChangeParametersDescriptor() {
        super(OsChangeParameters.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.OsChangeParameters_displayName();
    }

    @POST
    public FormValidation doCheckServerId(@QueryParameter String value) {
        return hasVariable(value) ? FormValidation.ok() : result(Validation.serverId(value));
    }

    @POST
    public FormValidation doCheckImageId(@QueryParameter String value) {
        return hasVariable(value) ? FormValidation.ok() : result(Validation.imageId(value));
    }

    @POST
    public FormValidation doCheckUserData(@QueryParameter String value) {
        return result(Validation.userData(value));
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
        FormValidation number = FormValidation.validatePositiveInteger(value);
        return number.kind == FormValidation.Kind.OK
                ? result(Validation.timeoutMinutes(Long.parseLong(value)))
                : number;
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        FormValidation number = FormValidation.validatePositiveInteger(value);
        return number.kind == FormValidation.Kind.OK ? result(Validation.pollSeconds(Long.parseLong(value))) : number;
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
        return both ? FormValidation.error(Messages.OsChangeParameters_twoUserData()) : FormValidation.ok();
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialLists.api(item, null, credentialsId);
    }

    @POST
    public ListBoxModel doFillSiteItems(@AncestorInPath Item item, @QueryParameter String site) {
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.OsChangeParameters_defaultSite(), "");
        boolean maySee =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        if (maySee) {
            EcsSites.get().usableBy(item).forEach(known -> list.add(known.getName()));
        }
        if (site != null && list.stream().noneMatch(option -> option.value.equals(site))) {
            list.add(site);
        }
        return list;
    }

    @POST
    public ListBoxModel doFillModeItems() {
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.OsChangeParameters_noMode(), "");
        list.add(ChangeRequest.WITH_STOP_SERVER);
        return list;
    }

    /** In a freestyle job a value may be a variable, which only a build can tell. */
    private static boolean hasVariable(String value) {
        return value != null && value.contains("$");
    }

    private static FormValidation result(String problem) {
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }
}
