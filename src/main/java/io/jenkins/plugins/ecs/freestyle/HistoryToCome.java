package io.jenkins.plugins.ecs.freestyle;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Project;
import io.jenkins.plugins.ecs.report.ServerHistoryAction;
import io.jenkins.plugins.ecs.run.ChangedBuilds;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Shows the history of servers, as yet empty, of projects that have the build step and no change. Persistence: none. Threads: those of web requests. */
@Extension
@SuppressWarnings("rawtypes")
public final class HistoryToCome extends TransientActionFactory<Project> {
    @Override
    public Class<Project> type() {
        return Project.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return ServerHistoryAction.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Project target) {
        Project<?, ?> project = target;
        return project.getBuildersList().get(EcsChangeOsBuilder.class) != null && !ChangedBuilds.hasAny(project)
                ? List.of(ServerHistoryAction.of(project))
                : List.of();
    }
}
