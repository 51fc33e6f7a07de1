package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.BuildBadgeAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.run.RunChanges;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Marks the builds that have OS changes in the list of builds. Persistence: none. Threads: those of web requests. */
public final class OsChangesBadge extends InvisibleAction implements BuildBadgeAction {

    OsChangesBadge() {}

    public String getIcon() {
        return ServerHistoryAction.ICON;
    }

    /** Marks the runs that have changes to show; no record is read. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return OsChangesBadge.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run target) {
            RunChanges changes = RunChanges.in(target);
            return changes == null || changes.isEmpty() ? List.of() : List.of(new OsChangesBadge());
        }
    }
}
