package io.jenkins.plugins.ecs.pipeline;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.parameters.EcsImageParameterDefinition;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsImages(name: …)}: the images that the build may use, the newest first. Needs no {@code node}, and holds no thread while it waits. It is not saved: what it looks for is. */
public class EcsImagesStep extends QueryStep {

    static final String FUNCTION = "ecsImages";

    @DataBoundConstructor
    public EcsImagesStep() {
        // nothing is required
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QueryExecution<>(context, new ImageQuery(getName()), getSite(), getCredentialsId());
    }

    @Extension
    public static final class DescriptorImpl extends QueryStepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.EcsImagesStep_displayName();
        }

        /** Warns of a name that no image has, as the build parameter does. */
        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String site,
                @QueryParameter String credentialsId) {
            return ExtensionList.lookupSingleton(EcsImageParameterDefinition.DescriptorImpl.class)
                    .doCheckNamePattern(item, value, site, credentialsId);
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
