package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The page of a job that shows the changes of its builds by server. It reads builds from disk when it is opened; nothing is saved. */
@ExportedBean
public final class ServerHistoryAction implements Action {

    static final String ICON = "symbol-os-change plugin-ecs-change-os";

    /** As many builds as the job's own page reads. */
    private static final int LOOKED_AT_FOR_LINK = 30;

    /** Reading a build from disk takes milliseconds, so the page has an end. */
    static final int MOST_BUILDS = 200;

    private final Job<?, ?> job;

    ServerHistoryAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Each server with its changes; the one that was changed last comes first. */
    @Exported
    public List<ServerHistory> getServers() {
        Map<String, ServerHistory> servers = new LinkedHashMap<>();
        for (Run<?, ?> run : job.getBuilds().limit(MOST_BUILDS)) {
            OsChangeAction action = run.getAction(OsChangeAction.class);
            List<ChangeReport> reports = action == null ? List.of() : action.getReports();
            for (int i = reports.size() - 1; i >= 0; i--) {
                servers.computeIfAbsent(reports.get(i).getServerId(), id -> new ServerHistory())
                        .add(reports.get(i));
            }
        }
        return List.copyOf(servers.values());
    }

    public boolean isCut() {
        return job.getBuildsAsMap().size() > MOST_BUILDS;
    }

    public int getMostBuilds() {
        return MOST_BUILDS;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getIconFileName() {
        return ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.ServerHistoryAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "ecs-servers";
    }

    /** Shows the page only where a recent build has a record of changes. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return ServerHistoryAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job target) {
            Job<?, ?> job = target;
            for (Run<?, ?> run : job.getBuilds().limit(LOOKED_AT_FOR_LINK)) {
                if (run.getAction(OsChangeAction.class) != null) {
                    return List.of(new ServerHistoryAction(job));
                }
            }
            return List.of();
        }
    }
}
