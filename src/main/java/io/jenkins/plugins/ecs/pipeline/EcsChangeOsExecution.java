package io.jenkins.plugins.ecs.pipeline;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.StepResult;
import io.jenkins.plugins.ecs.run.ChangePool;
import io.jenkins.plugins.ecs.run.DetachedChanges;
import io.jenkins.plugins.ecs.run.OsChangeException;
import io.jenkins.plugins.ecs.run.RunChanges;
import io.jenkins.plugins.ecs.run.RunContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Drives a change in the {@link ChangePool}: advances it, and schedules the next time. No thread waits in between, and none of the Pipeline's own threads is used.
 *
 * <p>Persistence: parameters and the ID of the change, in the state of the Pipeline; the change itself has a file of its own with the run, so that it is on disk at every durability level.
 * Errors: whatever goes wrong fails the step.
 */
class EcsChangeOsExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(EcsChangeOsExecution.class.getName());

    private String changeId = UUID.randomUUID().toString();
    private final OsChangeParameters parameters;
    private final boolean propagate;
    private final boolean changesAgain;
    /** Known from the start, since the context no longer tells when the branch has ended. */
    private transient volatile Run<?, ?> run;

    private transient volatile TaskListener listener;
    private transient ChangePool pool;
    private transient volatile Future<?> next;
    private transient volatile boolean over;
    private transient volatile boolean resumed;
    private transient boolean labelled;
    private transient RunContext context;

    /**
     * @param propagate whether a change that fails fails the step
     * @param changesAgain whether a server may be changed of which the build does not know how its last change ended
     */
    EcsChangeOsExecution(StepContext context, OsChangeParameters parameters, boolean propagate, boolean changesAgain) {
        super(context);
        this.parameters = parameters;
        this.propagate = propagate;
        this.changesAgain = changesAgain;
    }

    /** Nothing is asked before the Pipeline is on disk with this step in it: a crash then finds the step again, and not its beginning. */
    @Override
    public boolean start() throws Exception {
        begin();
        String left = RunContext.leftBehind(run, parameters);
        if (left != null) {
            changeId = left;
            resumed = true;
        }
        ChangeNode.mark(getContext(), changeId);
        ListenableFuture<Void> saved = ProgramState.get().save(run, getContext());
        saved.addListener(() -> saved(saved), MoreExecutors.directExecutor());
        return false;
    }

    private void saved(Future<Void> saved) {
        try {
            saved.get();
            comeBack(Duration.ZERO);
        } catch (ExecutionException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot save the state of " + run);
            refuse(Messages.EcsChangeOsExecution_notSaved(
                    parameters.serverLabel(), e.getCause().toString()));
        } catch (InterruptedException e) { // it is done already
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onResume() {
        resumed = true;
        try {
            begin();
            comeBack(Duration.ZERO);
        } catch (IOException | InterruptedException | RuntimeException e) { // not thrown: the Pipeline would hang
            LOGGER.log(Level.WARNING, e, () -> "cannot go on with change " + changeId);
            getContext().onFailure(e);
        }
    }

    private void begin() throws IOException, InterruptedException {
        run = getContext().get(Run.class);
        listener = getContext().get(TaskListener.class);
        pool = ChangePool.get();
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
            listener.getLogger().println(change.abandon());
        }
        super.stop(cause);
        if (pool != null) {
            pool.submit(this::finish);
        }
    }

    @Override
    public String getStatus() {
        OsChange change = change();
        return change == null
                ? Messages.EcsChangeOsExecution_starting(parameters.serverLabel())
                : Messages.EcsChangeOsExecution_status(
                        Labels.server(change.record()), Texts.progress(change.record(), Instant.now()));
    }

    /** Null as long as there is none. */
    @CheckForNull
    private OsChange change() {
        RunChanges changes = RunChanges.in(run);
        return changes == null ? null : changes.process(changeId);
    }

    private synchronized RunContext context() throws IOException, MisconfiguredException {
        if (context == null) {
            context = RunContext.of(changeId, run, listener, parameters, changesAgain);
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
            Optional<Duration> wait = driver.advance();
            if (over) {
                finish();
            } else if (wait.isPresent()) {
                label(change);
                comeBack(wait.get());
            } else {
                report(change);
            }
        } catch (MisconfiguredException e) {
            refuse(e.getMessage());
        } catch (Throwable e) { // whatever it is: nobody else would end the step
            fail(e);
        }
    }

    /** Names the server in the graph of the Pipeline as soon as its name is known: once, also over restarts. */
    private void label(OsChange change) {
        String server = Labels.server(change.record());
        if (labelled || change.record().before() == null) {
            return;
        }
        labelled = true;
        try {
            FlowNode node = getContext().get(FlowNode.class);
            if (node != null && node.getAction(LabelAction.class) == null) {
                node.addAction(new LabelAction(Messages.EcsChangeOsExecution_label(server)));
            }
        } catch (IOException | InterruptedException e) { // a label is not worth a change
            LOGGER.log(Level.WARNING, e, () -> "cannot label the step that changes " + server);
        }
    }

    private void report(OsChange change) {
        if (change.failure() != null) {
            fail(change.failure(), StepResult.of(change.record()));
        } else if (end()) {
            getContext().onSuccess(StepResult.of(change.record()));
        }
    }

    /** Before there was a record of it. */
    private void refuse(String why) {
        ChangeFailure failure = new ChangeFailure(ChangeFailure.Kind.REFUSED, why);
        fail(failure, StepResult.of(parameters.toRequest(parameters.getSite()), failure));
    }

    private void fail(ChangeFailure failure, Map<String, Object> result) {
        if (propagate) {
            fail(new OsChangeException(failure));
        } else if (end()) {
            listener.error(failure.message());
            markNode(failure.message());
            getContext().onSuccess(result);
        }
    }

    /** The graph of the Pipeline shows the step as failed though the Pipeline goes on. */
    private void markNode(String why) {
        try {
            FlowNode node = getContext().get(FlowNode.class);
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.FAILURE).withMessage(why));
            }
        } catch (IOException | InterruptedException e) { // the result tells as well
            LOGGER.log(Level.WARNING, e, () -> "cannot mark the step that failed in " + run);
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

    /** Has a change driven to its end that was aborted. */
    private void finish() {
        if (change() != null) {
            DetachedChanges.follow(run, changeId);
        }
    }
}
