package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
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
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsServer(name: …)}: the ID of a server. */
public class EcsServerParameterDefinition extends EcsParameterDefinition {

    private static final long serialVersionUID = 1L;

    private String tag;

    @DataBoundConstructor
    public EcsServerParameterDefinition(String name) {
        super(name);
    }

    /** {@code key} or {@code key=value} that the servers must have; null for any. */
    @CheckForNull
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(@CheckForNull String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    @Override
    PickerLists.Kind kind() {
        return OsChangeParametersDescriptor.SERVERS;
    }

    @Override
    boolean isId(String text) {
        return Validation.serverId(text) == null;
    }

    @Override
    boolean isFiltered() {
        return tag != null || super.isFiltered();
    }

    @Override
    boolean offers(PickerEntry entry) {
        boolean tagged = tag == null || entry.tags().stream().anyMatch(each -> GuardRails.hasTag(tag, each));
        return tagged && super.offers(entry);
    }

    @Override
    List<String> conditions(GuardRails rails) {
        List<String> all = new ArrayList<>();
        if (tag != null) {
            all.add(tag.contains("=") ? Messages.Offer_tag(tag) : Messages.Offer_tagKey(tag));
        }
        all.addAll(super.conditions(rails));
        if (rails.serverTag() != null) {
            all.add(Messages.Offer_serverTag(rails.serverTag()));
        }
        return all;
    }

    @Override
    String none(String siteName, String conditions) {
        return conditions.isEmpty()
                ? Messages.Offer_noServer(siteName)
                : Messages.Offer_noServerWith(siteName, conditions);
    }

    @Override
    EcsParameterDefinition copy() {
        EcsServerParameterDefinition copy = new EcsServerParameterDefinition(getName());
        copy.setTag(tag);
        return copy;
    }

    public static final class ConverterImpl extends StrictXml.Converter<EcsServerParameterDefinition> {
        public ConverterImpl(XStream2 xstream) {
            super(xstream, EcsServerParameterDefinition.class);
        }

        @Override
        protected void note(EcsServerParameterDefinition read, String unread) {
            read.note(unread);
        }
    }

    @Extension
    @Symbol("ecsServer")
    public static final class DescriptorImpl extends EcsParameterDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.EcsServerParameterDefinition_displayName();
        }

        @Override
        String list() {
            return "servers";
        }

        /** What the parameter of that name offers, to whoever may build the job. @param search what was typed */
        @POST
        public HttpResponse doServers(
                @AncestorInPath Job<?, ?> job, @QueryParameter String parameter, @QueryParameter String search) {
            return choices(job, parameter, search);
        }

        @POST
        public FormValidation doCheckDefaultValue(@QueryParameter String value) {
            return FieldChecks.id(value, Validation.serverId(value));
        }

        /** Warns of a tag that no server has. */
        @POST
        public FormValidation doCheckTag(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String site,
                @QueryParameter String credentialsId) {
            EcsServerParameterDefinition typed = typed(value, null, site, credentialsId);
            return typed.getTag() == null ? FormValidation.ok() : offered(item, typed);
        }

        /** Warns where nothing is offered, unless that is because of the tag, whose field says so. */
        @POST
        public FormValidation doCheckNamePattern(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String tag,
                @QueryParameter String site,
                @QueryParameter String credentialsId) {
            FormValidation ofTag = doCheckTag(item, tag, site, credentialsId);
            return ofTag.kind == FormValidation.Kind.OK
                    ? offered(item, typed(tag, value, site, credentialsId))
                    : FormValidation.ok();
        }

        private static EcsServerParameterDefinition typed(
                String tag, String namePattern, String site, String credentialsId) {
            EcsServerParameterDefinition typed = new EcsServerParameterDefinition("");
            typed.setTag(tag);
            typed.setNamePattern(namePattern);
            typed.setSite(site);
            typed.setCredentialsId(credentialsId);
            return typed;
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
