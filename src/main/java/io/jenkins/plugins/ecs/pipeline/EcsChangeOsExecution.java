package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.report.StepResult;
import io.jenkins.plugins.ecs.run.ChangePool;
import io.jenkins.plugins.ecs.run.RunContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Drives a change in the {@link ChangePool}: advances it, and schedules the next time. No thread waits in between, and none of the Pipeline's own threads is used.
 *
 * <p>Persistence: parameters and the ID of the change, in the state of the Pipeline; the change itself is kept with the run, so that it is on disk at every durability level.
 * Errors: whatever goes wrong fails the step.
 */
class EcsChangeOsExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsChangeOsExecution.class.getName());

    private final String changeId = UUID.randomUUID().toString();
    private final OsChangeParameters parameters;
    private transient ChangePool pool;
    private transient volatile Future<?> next;
    private transient volatile boolean over;
    private transient volatile boolean resumed;
    private transient boolean labelled;
    private transient RunContext context;

    EcsChangeOsExecution(StepContext context, OsChangeParameters parameters) {
        super(context);
        this.parameters = parameters;
    }

    @Override
    public boolean start() {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        resumed = true;
        try {
            begin();
        } catch (RuntimeException e) { // must not be thrown here: the Pipeline would hang
            LOGGER.log(Level.WARNING, e, () -> "cannot go on with change " + changeId);
            getContext().onFailure(e);
        }
    }

    private void begin() {
        pool = ChangePool.get();
        comeBack(Duration.ZERO);
    }

    private void comeBack(Duration delay) {
        next = pool.schedule(this::advance, delay);
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        over = true;
        if (next != null) {
            next.cancel(false);
        }
        OsChange change = change();
        if (change != null && !change.state().ended()) {
            getContext().get(TaskListener.class).getLogger().println(change.abandon());
        }
        super.stop(cause);
        if (pool != null) {
            pool.submit(this::finish);
        }
    }

    @Override
    public String getStatus() {
        try {
            OsChange change = change();
            return change == null
                    ? Messages.EcsChangeOsExecution_starting(parameters.getServerId())
                    : Messages.EcsChangeOsExecution_status(
                            change.record().serverLabel(), change.record().stateLabel());
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private OsChange change() throws IOException, InterruptedException {
        return OsChangeAction.of(getContext().get(Run.class)).process(changeId);
    }

    private synchronized RunContext context() throws IOException, InterruptedException, MisconfiguredException {
        if (context == null) {
            context = RunContext.of(
                    changeId, getContext().get(Run.class), getContext().get(TaskListener.class), parameters);
            if (resumed) {
                context.change().resume(context);
            }
        }
        return context;
    }

    private void advance() {
        if (over) {
            return;
        }
        try {
            RunContext driver = context();
            OsChange change = driver.change();
            Optional<Duration> wait = change.advance(driver);
            if (over) {
                driver.finish();
            } else if (wait.isPresent()) {
                label(change);
                comeBack(wait.get());
            } else {
                report(change);
            }
        } catch (MisconfiguredException e) {
            fail(new AbortException(e.getMessage()));
        } catch (Throwable e) { // whatever it is: nobody else would end the step
            fail(e);
        }
    }

    /** Names the server in the graph of the Pipeline as soon as its name is known: once, also over restarts. */
    private void label(OsChange change) throws IOException, InterruptedException {
        String server = change.record().serverLabel();
        if (labelled || server.equals(change.record().request().serverId())) {
            return;
        }
        FlowNode node = getContext().get(FlowNode.class);
        if (node.getAction(LabelAction.class) == null) {
            node.addAction(new LabelAction(Messages.EcsChangeOsExecution_label(server)));
        }
        labelled = true;
    }

    private void report(OsChange change) {
        if (change.failure() != null) {
            fail(new AbortException(change.failure().message()));
        } else if (end()) {
            getContext().onSuccess(StepResult.of(change.record()));
        }
    }

    private void fail(Throwable reason) {
        if (end()) {
            getContext().onFailure(reason);
        }
    }

    /** @return whether the step ends now: not a second time, and not while Jenkins shuts down, since the next process will tell */
    private synchronized boolean end() {
        boolean ends = !over && !pool.isDown();
        over |= ends;
        return ends;
    }

    /** Drives a change to its end that was aborted. */
    private void finish() {
        try {
            context().finish();
        } catch (IOException | InterruptedException | MisconfiguredException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot end the record of change " + changeId);
        }
    }
}
