package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.run.RunChanges;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The page of the changes that a run made, which is part of the run in the REST API as well: IDs, times and states, nothing secret.
 *
 * <p>Persistence: none; it shows the {@link RunChanges} of the run. Threads: any.
 */
@ExportedBean(defaultVisibility = 2)
public final class OsChangeAction implements Action {

    /** As many as are shown whole, one below the other. */
    private static final int FEW = 3;

    private static final List<Look> FIRST = List.of(Look.FAILED, Look.UNKNOWN, Look.RUNNING, Look.SUCCEEDED);

    private final RunChanges changes;

    private OsChangeAction(RunChanges changes) {
        this.changes = changes;
    }

    public Run<?, ?> getRun() {
        return changes.run();
    }

    public List<ChangeRecord> getChanges() {
        return changes.records();
    }

    /** What the page and the REST API tell: one report for each change. */
    @Exported(name = "changes")
    public List<ChangeReport> getReports() {
        return reports(new Remembered.Lookup());
    }

    List<ChangeReport> reports(Remembered.Lookup names) {
        return changes.records().stream()
                .map(change -> new ChangeReport(changes.run(), change, names))
                .toList();
    }

    /** How many records cannot be read, so that nothing is told of these changes. */
    @Exported
    public int getUnreadable() {
        return changes.unreadable();
    }

    /** Whether there are so many that the page begins with an overview, and folds the details. */
    public boolean isMany() {
        return changes.records().size() > FEW;
    }

    /** In the order of the page: of many, first those that somebody has to look after. */
    public List<ChangeReport> getReportsToRead() {
        return isMany()
                ? getReports().stream()
                        .sorted(Comparator.comparing(report ->
                                FIRST.indexOf(report.getPage().outcome().look())))
                        .toList()
                : getReports();
    }

    /** How many there are of each outcome, in the same order. */
    public List<Count> getCounts() {
        Map<Outcome, Integer> counts = new LinkedHashMap<>();
        getReportsToRead().forEach(report -> counts.merge(report.getPage().outcome(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> new Count(
                        count.getValue(),
                        count.getKey().label(),
                        count.getKey().look().getName()))
                .toList();
    }

    /** How many changes have the same outcome. */
    public record Count(int number, String label, String look) {}

    /** Whether anything on the page may still move. */
    public boolean isRunning() {
        return changes.run().isBuilding() || getReports().stream().anyMatch(ChangeReport::isFollowed);
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

    /** Shows the page of runs that have changes. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return OsChangeAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run target) {
            RunChanges changes = RunChanges.in(target);
            return changes == null ? List.of() : List.of(new OsChangeAction(changes));
        }
    }
}
