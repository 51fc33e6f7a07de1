package io.jenkins.plugins.ecs.report;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.run.Attention;
import io.jenkins.plugins.ecs.run.ChangeInFlight;
import io.jenkins.plugins.ecs.run.ChangeSummary;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Tells administrators of OS changes whose outcome nobody knows, and of queues that do not move. Dismissing it silences what it tells now; what comes up later is told.
 *
 * <p>Persistence: that of {@link Attention}. Threads: those of web requests.
 */
@Extension
public final class OsChangesMonitor extends AdministrativeMonitor {

    private static final int MOST_NAMES = 5;

    @Override
    public boolean isActivated() {
        return !Attention.get().unknown().isEmpty() || !Attention.get().stuck().isEmpty();
    }

    @Override
    public String getDisplayName() {
        return Messages.OsChangesMonitor_displayName();
    }

    /** One sentence for each kind of trouble. */
    public List<String> getMessages() {
        List<ChangeSummary> unknown = Attention.get().unknown();
        List<ChangeInFlight> stuck = Attention.get().stuck();
        Stream.Builder<String> told = Stream.builder();
        if (!unknown.isEmpty()) {
            told.add(Messages.OsChangesMonitor_unknown(
                    names(unknown.stream().map(OsChangesMonitor::name).toList())));
        }
        if (!stuck.isEmpty()) {
            told.add(Messages.OsChangesMonitor_stuck(
                    names(stuck.stream().map(OsChangesMonitor::name).toList())));
        }
        return told.build().toList();
    }

    /** With its site: servers of two clouds may have the same name. */
    private static String name(ChangeSummary change) {
        String server = change.serverName() == null ? change.serverId() : change.serverName();
        return PlainText.of(change.site() == null ? server : server + " (" + change.site() + ')');
    }

    private static String name(ChangeInFlight change) {
        ChangeSummary summary = change.summary();
        return summary == null ? change.serverId() : name(summary);
    }

    private static String names(List<String> servers) {
        List<String> distinct = servers.stream().distinct().toList();
        String named = distinct.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int more = distinct.size() - MOST_NAMES;
        return more > 0 ? Messages.OsChangesMonitor_more(named, more) : named;
    }

    /** Shows the page of all changes, or dismisses what is told. @param no what the second button sends */
    @POST
    public HttpResponse doAct(@QueryParameter String no) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (no == null) {
            return HttpResponses.redirectViaContextPath("/manage/" + OsChangesLink.URL + '/');
        }
        Attention.get().dismiss();
        return HttpResponses.redirectViaContextPath("/manage/");
    }
}
