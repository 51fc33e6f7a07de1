package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.OsChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;

/** The record of the changes that a run made, kept in its {@code build.xml}: ids, times and states, nothing secret. */
public class OsChangeAction extends InvisibleAction implements RunAction2 {

    /** Replaced, never modified, since other threads may be writing it to disk. */
    private volatile ArrayList<OsChange> changes = new ArrayList<>();

    /** The action of this run, which is attached on first use. */
    public static synchronized OsChangeAction of(Run<?, ?> run) {
        OsChangeAction action = run.getAction(OsChangeAction.class);
        if (action == null) {
            action = new OsChangeAction();
            run.addAction(action);
        }
        return action;
    }

    @Override
    public void onAttached(Run<?, ?> run) {}

    /** A build that a crash has ended cannot have ended its changes. */
    @Override
    public void onLoad(Run<?, ?> run) {
        if (!run.isBuilding()) {
            changes.forEach(change -> change.close(Instant.now()));
        }
    }

    public List<OsChange> getChanges() {
        return List.copyOf(changes);
    }

    @CheckForNull
    public OsChange get(String id) {
        return changes.stream()
                .filter(change -> change.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    public synchronized void add(OsChange change) {
        ArrayList<OsChange> more = new ArrayList<>(changes);
        more.add(change);
        changes = more;
    }
}
