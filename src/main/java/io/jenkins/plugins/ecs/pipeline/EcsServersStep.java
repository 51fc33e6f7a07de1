package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.parameters.EcsServerParameterDefinition;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsServers(tag: …, name: …)}: the servers that the build may change. Needs no {@code node}, and holds no thread while it waits. It is not saved: what it looks for is. */
public class EcsServersStep extends QueryStep {

    static final String FUNCTION = "ecsServers";

    private String tag;

    @DataBoundConstructor
    public EcsServersStep() {
        // nothing is required
    }

    /** {@code key} or {@code key=value}; null for any. */
    @CheckForNull
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(@CheckForNull String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QueryExecution<>(context, new ServerQuery(tag, getName()), getSite(), getCredentialsId());
    }

    @Extension
    public static final class DescriptorImpl extends QueryStepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsServersStep_displayName();
        }

        /** Warns of a tag that no server has, as the build parameter does. */
        @POST
        public FormValidation doCheckTag(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String site,
                @QueryParameter String credentialsId) {
            return parameter().doCheckTag(item, value, site, credentialsId);
        }

        /** Warns of a name that no server has. */
        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String tag,
                @QueryParameter String site,
                @QueryParameter String credentialsId) {
            return parameter().doCheckNamePattern(item, value, tag, site, credentialsId);
        }

        private static EcsServerParameterDefinition.DescriptorImpl parameter() {
            return ExtensionList.lookupSingleton(EcsServerParameterDefinition.DescriptorImpl.class);
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
