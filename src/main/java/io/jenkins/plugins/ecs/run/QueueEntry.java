package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.report.OsChangeAction;

/**
 * A change's place in the queue of its server.
 *
 * <p>Persistence: in the file of the queue, by the IDs of run and change. Equal to every entry of the same change. Threads: any; immutable.
 */
final class QueueEntry {

    private final String runId;
    private final String changeId;
    /** Known in the process that it joined in, so that a job may be renamed meanwhile. */
    private final transient Run<?, ?> joined;

    QueueEntry(Run<?, ?> run, ChangeRecord change) {
        runId = run.getExternalizableId();
        joined = run;
        changeId = change.id();
    }

    /** The build, for people. */
    String label() {
        Run<?, ?> run = run();
        return run == null ? runId : run.getFullDisplayName();
    }

    /** Whether its build or change has ended and could not leave, because of a crash or since it was deleted. Reads the build from disk where it is not loaded. */
    boolean isDead() {
        Run<?, ?> run = run();
        ChangeRecord change = change(run);
        return change == null || change.state().ended() || !run.isBuilding();
    }

    /** Ends the change of a dead entry, where it is left unended, and says so in the log of its build. */
    void end() {
        Run<?, ?> run = run();
        ChangeRecord change = change(run);
        if (change != null) {
            DetachedChanges.end(run.getAction(OsChangeAction.class).process(changeId), run);
        }
    }

    private ChangeRecord change(Run<?, ?> run) {
        OsChangeAction record = run == null ? null : run.getAction(OsChangeAction.class);
        return record == null ? null : record.get(changeId);
    }

    private Run<?, ?> run() {
        if (joined != null) {
            return joined;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return Run.fromExternalizableId(runId);
        }
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
