package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.StepResult;
import io.jenkins.plugins.ecs.run.ChangePool;
import io.jenkins.plugins.ecs.run.DetachedChanges;
import io.jenkins.plugins.ecs.run.LogLine;
import io.jenkins.plugins.ecs.run.OsChangeException;
import io.jenkins.plugins.ecs.run.RunChanges;
import io.jenkins.plugins.ecs.run.RunContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
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
    private transient volatile RunContext context;

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
        String left = RunChanges.leftBehind(run, parameters);
        if (left != null) {
            changeId = left;
            resumed = true;
        }
        ChangeNode.mark(getContext(), changeId);
        ProgramState.get().save(run, getContext(), () -> comeBack(Duration.ZERO), this::notSaved);
        return false;
    }

    private void notSaved(Throwable why) {
        LOGGER.log(Level.WARNING, why, () -> "cannot save the state of " + run);
        String words = Messages.EcsChangeOsExecution_notSaved(parameters.serverLabel(), why.toString());
        end(new ChangeFailure(ChangeFailure.Kind.REFUSED, words));
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

    /** In the threads of its endpoint, as soon as that is known. */
    private void comeBack(Duration delay) {
        next = context == null
                ? pool.schedule(this::prepare, delay)
                : pool.schedule(context.endpoint(), this::advance, delay);
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        over = true;
        if (next != null) {
            next.cancel(false);
        }
        OsChange change = change();
        if (change != null && !change.state().ended()) {
            LogLine.tryWrite(listener, change.abandon());
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
                : GraphMarks.status(change.record());
    }

    /** Null as long as there is none. */
    @CheckForNull
    private OsChange change() {
        RunChanges changes = RunChanges.in(run);
        return changes == null ? null : changes.process(changeId);
    }

    /** Finds the site, and begins or loads the record. */
    private void prepare() {
        if (over) {
            return;
        }
        try {
            RunContext driver = RunContext.of(
                    changeId, run, listener, parameters, BoundSecrets.in(getContext()), changesAgain, resumed);
            if (resumed) {
                driver.change().resume(driver);
            }
            context = driver;
            if (over) {
                finish();
            } else {
                comeBack(Duration.ZERO);
            }
        } catch (OsChangeException e) {
            end(new ChangeFailure(e.kind(), e.getMessage()));
        } catch (Throwable e) { // whatever it is: nobody else would end the step
            fail(e);
        }
    }

    private void advance() {
        if (over) {
            return;
        }
        try {
            RunContext driver = context;
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
        } catch (Throwable e) { // whatever it is: nobody else would end the step
            fail(e);
        }
    }

    /** As soon as the server's name is known: once, also over restarts. */
    private void label(OsChange change) {
        if (!labelled && change.record().before() != null) {
            labelled = true;
            GraphMarks.label(getContext(), change.record());
        }
    }

    private void report(OsChange change) {
        if (change.failure() != null) {
            fail(change.failure(), StepResult.of(change.record()));
        } else {
            Map<String, Object> result = StepResult.of(change.record());
            end(() -> getContext().onSuccess(result));
        }
    }

    /** Where there is no record. */
    private void end(ChangeFailure failure) {
        fail(failure, StepResult.of(parameters.toRequest(parameters.getSite()), failure));
    }

    private void fail(ChangeFailure failure, Map<String, Object> result) {
        if (propagate) {
            fail(new OsChangeException(failure));
        } else {
            end(() -> {
                listener.error(failure.message());
                GraphMarks.failed(getContext(), failure.message());
                getContext().onSuccess(result);
            });
        }
    }

    private void fail(Throwable reason) {
        end(() -> getContext().onFailure(reason));
    }

    private void end(Runnable told) {
        StepEnds.get().end(run, () -> {
            if (ends()) {
                told.run();
            }
        });
    }

    /** @return whether the step ends now: not a second time, and not while Jenkins shuts down, since the next process will tell */
    private synchronized boolean ends() {
        boolean now = !over && !pool.isDown();
        over |= now;
        return now;
    }

    /** Has a change driven to its end that was aborted. */
    private void finish() {
        if (change() != null) {
            DetachedChanges.follow(run, changeId);
        }
    }
}
