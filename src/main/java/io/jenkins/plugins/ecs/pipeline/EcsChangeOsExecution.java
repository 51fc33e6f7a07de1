package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.oschange.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.report.StepResult;
import io.jenkins.plugins.ecs.run.OsChangeParameters;
import io.jenkins.plugins.ecs.run.RunContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Comes back to the change whenever the change says so, and holds no thread in between. What it keeps are the parameters and the change's
 * id; the change itself is kept with the run, so that it is on disk at every durability level.
 */
class EcsChangeOsExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final String changeId = UUID.randomUUID().toString();
    private final OsChangeParameters parameters;
    private transient volatile ScheduledFuture<?> next;
    private transient volatile boolean stopped;
    private transient RunContext context;

    EcsChangeOsExecution(StepContext context, OsChangeParameters parameters) {
        super(context);
        this.parameters = parameters;
    }

    @Override
    public boolean start() {
        comeBack(Duration.ZERO);
        return false;
    }

    @Override
    public void onResume() {
        comeBack(Duration.ZERO);
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
        OsChange change = change();
        if (change != null) {
            getContext().get(TaskListener.class).getLogger().println(change.abandon());
        }
        super.stop(cause);
    }

    @Override
    public String getStatus() {
        try {
            OsChange change = change();
            String state = change == null ? "starting" : change.state().name().toLowerCase(Locale.ROOT);
            return "changing the OS of " + parameters.getServerId() + ": " + state;
        } catch (IOException | InterruptedException e) {
            return "unknown";
        }
    }

    private OsChange change() throws IOException, InterruptedException {
        return OsChangeAction.of(getContext().get(Run.class)).get(changeId);
    }

    private void comeBack(Duration delay) {
        next = ChangePool.get().schedule(this::advance, delay);
    }

    private void advance() {
        if (stopped) {
            return;
        }
        try {
            if (context == null) {
                context = RunContext.of(
                        changeId, getContext().get(Run.class), getContext().get(TaskListener.class), parameters);
            }
            OsChange change = context.change();
            Optional<Duration> wait = change.advance(context);
            if (stopped) {
                return;
            }
            if (wait.isPresent()) {
                comeBack(wait.get());
            } else if (change.failure() != null) {
                getContext().onFailure(new AbortException(change.failure().message()));
            } else {
                getContext().onSuccess(StepResult.of(change));
            }
        } catch (MisconfiguredException e) {
            getContext().onFailure(new AbortException(e.getMessage()));
        } catch (Throwable e) { // whatever it is: nobody else would end the step
            getContext().onFailure(e);
        }
    }
}
