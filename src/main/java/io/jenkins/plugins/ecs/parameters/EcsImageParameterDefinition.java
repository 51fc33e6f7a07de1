package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.XStream2;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.site.StrictXml;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsImage(name: …)}: the ID of an image. */
public class EcsImageParameterDefinition extends EcsParameterDefinition {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public EcsImageParameterDefinition(String name) {
        super(name);
    }

    @Override
    PickerLists.Kind kind() {
        return OsChangeParametersDescriptor.IMAGES;
    }

    @Override
    boolean isId(String text) {
        return Validation.imageId(text) == null;
    }

    @Override
    List<String> conditions(GuardRails rails) {
        List<String> all = new ArrayList<>(super.conditions(rails));
        if (!rails.images().isEmpty()) {
            all.add(Messages.Offer_allowedImages(String.join(", ", rails.images())));
        }
        return all;
    }

    @Override
    String none(String siteName, String conditions) {
        return conditions.isEmpty()
                ? Messages.Offer_noImage(siteName)
                : Messages.Offer_noImageWith(siteName, conditions);
    }

    @Override
    EcsParameterDefinition copy() {
        return new EcsImageParameterDefinition(getName());
    }

    public static final class ConverterImpl extends StrictXml.Converter<EcsImageParameterDefinition> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, EcsImageParameterDefinition.class);
        }

        @Override
        protected void note(EcsImageParameterDefinition read, String unread) {
            read.note(unread);
        }
    }

    @Extension
    @Symbol("ecsImage")
    public static final class DescriptorImpl extends EcsParameterDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsImageParameterDefinition_displayName();
        }

        @Override
        String list() {
            return "images";
        }

        /** What the parameter of that name offers, to whoever may build the job. @param search what was typed */
        @POST
        public HttpResponse doImages(
                @AncestorInPath Job<?, ?> job, @QueryParameter String parameter, @QueryParameter String search) {
            return choices(job, parameter, search);
        }

        @POST
        public FormValidation doCheckDefaultValue(@QueryParameter String value) {
            return FieldChecks.id(value, Validation.imageId(value));
        }

        /** Warns where no image is offered. */
        @POST
        public FormValidation doCheckNamePattern(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String site,
                @QueryParameter String credentialsId) {
            EcsImageParameterDefinition typed = new EcsImageParameterDefinition("");
            typed.setNamePattern(value);
            typed.setSite(site);
            typed.setCredentialsId(credentialsId);
            return offered(item, typed);
        }

        @POST
        public FormValidation doCheckSite(@AncestorInPath Item item, @QueryParameter String value) {
            return form().doCheckSite(item, value);
        }

        @POST
        public ListBoxModel doFillSiteItems(@AncestorInPath Item item, @QueryParameter String site) {
            return form().doFillSiteItems(item, site);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String site) {
            return form().doFillCredentialsIdItems(item, credentialsId, site);
        }
    }
}
