package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.ecs.run.MaskingStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.JenkinsJVM;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;

/**
 * Keeps the secrets of a change out of all that a Pipeline writes after they were resolved. Only what passes through the controller is masked: the secrets
 * themselves are sent to no agent.
 */
final class PipelineLogFilter extends TaskListenerDecorator {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(PipelineLogFilter.class.getName());

    private final String runId;

    private PipelineLogFilter(String runId) {
        this.runId = runId;
    }

    @NonNull
    @Override
    public OutputStream decorate(@NonNull OutputStream logger) {
        return JenkinsJVM.isJenkinsJVM() ? new MaskingStream(logger, runId) : logger;
    }

    /** Decorates every Pipeline, since it is not known beforehand which one will change a server. */
    @Extension
    public static final class FactoryImpl implements TaskListenerDecorator.Factory {
        @CheckForNull
        @Override
        public TaskListenerDecorator of(@NonNull FlowExecutionOwner owner) {
            try {
                return owner.getExecutable() instanceof Run<?, ?> run
                        ? new PipelineLogFilter(run.getExternalizableId())
                        : null;
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "a Pipeline without a run", e);
                return null;
            }
        }
    }
}
