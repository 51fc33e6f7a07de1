package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.report.OsChangeAction;

/** A change's place in the queue of its server. */
final class QueueEntry {

    private final String runId;
    private final String changeId;
    /** Known in the process that it joined in, so that a job may be renamed meanwhile. */
    private final transient Run<?, ?> joined;

    QueueEntry(Run<?, ?> run, OsChange change) {
        runId = run.getExternalizableId();
        joined = run;
        changeId = change.id();
    }

    /** The build, for people. */
    String label() {
        Run<?, ?> run = run();
        return run == null ? runId : run.getFullDisplayName();
    }

    /** Whether its build or change has ended and could not leave, because of a crash or since it was deleted. A change left so is ended. */
    boolean isDead() {
        Run<?, ?> run = run();
        OsChangeAction record = run == null ? null : run.getAction(OsChangeAction.class);
        OsChange change = record == null ? null : record.get(changeId);
        if (change != null && !run.isBuilding()) {
            DetachedChanges.end(change, run);
        }
        return change == null || change.state().ended() || !run.isBuilding();
    }

    private Run<?, ?> run() {
        return joined == null ? Run.fromExternalizableId(runId) : joined;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueEntry that && changeId.equals(that.changeId);
    }

    @Override
    public int hashCode() {
        return changeId.hashCode();
    }
}
