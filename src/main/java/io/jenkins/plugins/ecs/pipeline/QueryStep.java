package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.parameters.Arguments;
import io.jenkins.plugins.ecs.parameters.OsChangeParametersDescriptor;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that look for servers and images have in common: by which name, at which site, with which credential. */
public abstract class QueryStep extends Step {

    private String name;
    private String site;
    private String credentialsId;

    /** With {@code *} for any characters; null for any name. */
    @CheckForNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** Null for the default one. */
    @CheckForNull
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(@CheckForNull String site) {
        this.site = Util.fixEmptyAndTrim(site);
    }

    /** Null for the one of the site. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The form's lists are those of the form of an OS change. */
    abstract static class QueryStepDescriptor extends StepDescriptor implements CustomDescribableModel {

        /** @throws AbortException where an argument is wrong: it prints without a stack trace */
        @Override
        public Step newInstance(Map<String, Object> arguments) throws Exception {
            try {
                return super.newInstance(Arguments.checked(getFunctionName(), clazz, arguments));
            } catch (Arguments.WrongArgumentsException e) {
                throw new AbortException(e.getMessage());
            }
        }

        /** For whoever makes the step in another way than a Pipeline does. */
        @NonNull
        @Override
        public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
            return Arguments.checked(getFunctionName(), clazz, arguments);
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }

        static OsChangeParametersDescriptor form() {
            return ExtensionList.lookupSingleton(OsChangeParametersDescriptor.class);
        }
    }
}
