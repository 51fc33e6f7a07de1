package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The record of the changes that a run made: IDs, times and states, nothing secret. It is a page of the run, and part of the run in the REST API.
 *
 * <p>Persistence: in the {@code build.xml} of the run, written whenever the run is saved. Threads: any.
 */
@ExportedBean(defaultVisibility = 2)
public class OsChangeAction implements RunAction2 {

    /** Replaced, never modified, since other threads may be writing it to disk. */
    private volatile ArrayList<ChangeRecord> changes = new ArrayList<>();

    private transient volatile Run<?, ?> run;

    /** The processes of the changes that somebody drives or ends, by the IDs of their records. */
    private transient volatile Map<String, OsChange> driven;

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
    public void onAttached(Run<?, ?> attachedTo) {
        run = attachedTo;
    }

    @Override
    public void onLoad(Run<?, ?> loadedWith) {
        run = loadedWith;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    public List<ChangeRecord> getChanges() {
        return List.copyOf(changes);
    }

    /** What the page and the REST API tell: one report for each change. */
    @Exported(name = "changes")
    public List<ChangeReport> getReports() {
        return changes.stream().map(change -> new ChangeReport(run, change)).toList();
    }

    /** Whether anything on the page may still move. */
    public boolean isRunning() {
        return run.isBuilding();
    }

    @CheckForNull
    public ChangeRecord get(String id) {
        return changes.stream()
                .filter(change -> change.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The one process that may drive the change of this ID; null where the run has none of it. */
    @CheckForNull
    public synchronized OsChange process(String id) {
        ChangeRecord record = get(id);
        if (driven == null) {
            driven = new HashMap<>();
        }
        return record == null ? null : driven.computeIfAbsent(id, key -> new OsChange(record));
    }

    /** @return the process of the change that is added */
    public synchronized OsChange add(ChangeRecord record) {
        ArrayList<ChangeRecord> more = new ArrayList<>(changes);
        more.add(record);
        changes = more;
        return process(record.id());
    }

    public Api getApi() {
        return new Api(this);
    }

    /** No link before the first change: a run that was refused at once has nothing to show. */
    @Override
    public String getIconFileName() {
        return changes.isEmpty() ? null : ServerHistoryAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.OsChangeAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "ecs-os-changes";
    }
}
