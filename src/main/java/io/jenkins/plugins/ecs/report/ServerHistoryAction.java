package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.Ids;
import io.jenkins.plugins.ecs.run.ChangedBuilds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The page of a job that shows the changes of its builds by server. It reads builds from disk when it is opened; nothing is saved. */
@ExportedBean
public final class ServerHistoryAction implements Action {

    static final String ICON = "symbol-os-change plugin-ecs-change-os";

    /** Reading a build from disk takes milliseconds, so the page has an end. */
    static final int MOST_BUILDS = 200;

    private final Job<?, ?> job;

    private ServerHistoryAction(Job<?, ?> job) {
        this.job = job;
    }

    /** The page of a job, whether it has changes or not. */
    public static ServerHistoryAction of(Job<?, ?> job) {
        return new ServerHistoryAction(job);
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Each server with its changes; the one that was changed last comes first. */
    @Exported
    public List<ServerHistory> getServers() {
        Map<List<String>, ServerHistory> servers = new LinkedHashMap<>();
        reports()
                .filter(ServerHistoryAction::hasServer)
                .forEach(report -> servers.computeIfAbsent(key(report), id -> new ServerHistory())
                        .add(report));
        return List.copyOf(servers.values());
    }

    /** The changes that are of no server, the newest first: none has the name, what was specified as its ID is none, or it is still looked up. */
    @Exported
    public List<ChangeReport> getWithoutServer() {
        return reports().filter(report -> !hasServer(report)).toList();
    }

    private static boolean hasServer(ChangeReport report) {
        return Ids.isId(report.getServerId());
    }

    /** The newest first. */
    private Stream<ChangeReport> reports() {
        Remembered.Lookup names = new Remembered.Lookup();
        return actions().stream().flatMap(action -> {
            List<ChangeReport> reports = new ArrayList<>(action.reports(names));
            Collections.reverse(reports);
            return reports.stream();
        });
    }

    /** Those of the builds with changes, the newest first. */
    private List<OsChangeAction> actions() {
        List<OsChangeAction> actions = new ArrayList<>();
        for (Integer number : numbers()) {
            Run<?, ?> run = job.getBuildByNumber(number);
            OsChangeAction action = run == null ? null : run.getAction(OsChangeAction.class);
            if (action != null) {
                actions.add(action);
            }
        }
        return actions;
    }

    /** The builds with records that cannot be read, the newest first. */
    public List<Run<?, ?>> getUnreadable() {
        List<Run<?, ?>> unreadable = new ArrayList<>();
        for (OsChangeAction action : actions()) {
            if (action.getUnreadable() > 0) {
                unreadable.add(action.getRun());
            }
        }
        return unreadable;
    }

    /** Its ID at its cloud and project, since it may have been asked for in the wrong one. */
    private static List<String> key(ChangeReport report) {
        SiteView site = report.getSite();
        return Arrays.asList(site.getEndpoint(), site.getProject(), report.getServerId());
    }

    public boolean isCut() {
        return ChangedBuilds.of(job).size() > MOST_BUILDS;
    }

    private List<Integer> numbers() {
        return ChangedBuilds.of(job).stream().limit(MOST_BUILDS).toList();
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

    /** Shows the page only where a build has changes; no build is loaded to find out. */
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
            return ChangedBuilds.hasAny(job) ? List.of(of(job)) : List.of();
        }
    }
}
