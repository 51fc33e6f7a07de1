package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.remoting.Channel;
import io.jenkins.plugins.ecs.run.MaskingStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;

/**
 * Masks the secrets of a change in everything that a Pipeline logs after they were resolved, as far as it passes through the controller: the secrets themselves are sent to
 * no agent.
 *
 * <p>Persistence: the owner of the Pipeline, from which the run is found again. To an agent, which gets the decorators of a log that it writes itself, it goes empty.
 */
final class PipelineLogFilter extends TaskListenerDecorator {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(PipelineLogFilter.class.getName());

    @CheckForNull
    private final FlowExecutionOwner owner;

    private PipelineLogFilter(@CheckForNull FlowExecutionOwner owner) {
        this.owner = owner;
    }

    /** @throws IOException when the run cannot be found any more */
    @NonNull
    @Override
    public OutputStream decorate(@NonNull OutputStream logger) throws IOException {
        return owner != null && owner.getExecutable() instanceof Run<?, ?> run
                ? new MaskingStream(logger, run)
                : logger;
    }

    private Object writeReplace() {
        return Channel.current() == null ? this : new PipelineLogFilter(null);
    }

    /** Decorates every Pipeline, since it is not known beforehand which one will change a server. */
    @Extension
    public static final class FactoryImpl implements TaskListenerDecorator.Factory {
        @CheckForNull
        @Override
        public TaskListenerDecorator of(@NonNull FlowExecutionOwner owner) {
            try {
                return owner.getExecutable() instanceof Run<?, ?> ? new PipelineLogFilter(owner) : null;
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "a Pipeline without a run", e);
                return null;
            }
        }
    }
}
