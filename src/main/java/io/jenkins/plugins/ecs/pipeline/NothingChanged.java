package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.run.OsChangeException;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.flow.ErrorCondition;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code ecsNothingChanged()} for {@code retry(conditions: …)}: an OS change failed, it is known that it changed nothing, and no other OS change in the block has, or may have, changed a
 * server. So nothing is changed twice. An abort is none, and an invalid value is none: it stays invalid.
 */
public final class NothingChanged extends ErrorCondition {

    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public NothingChanged() {
        // it has no parameters
    }

    @Override
    public boolean test(@NonNull Throwable error, @CheckForNull StepContext context)
            throws IOException, InterruptedException {
        boolean refused =
                error instanceof OsChangeException change && change.isNothingChanged() && !change.isInvalidInput();
        return refused && context != null && ChangeNode.nothingChangedIn(context);
    }

    @Symbol("ecsNothingChanged")
    @Extension
    public static final class DescriptorImpl extends ErrorConditionDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.NothingChanged_displayName();
        }
    }
}
