package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Api;
import hudson.model.Failure;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.ecs.run.QueueRelease;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/**
 * <em>Manage Jenkins » OS changes</em>: all changes of the controller that are in flight, the queue of each server, and the last outcomes; in the REST API as well. For those who may manage Jenkins or read
 * its configuration; administrators may release a turn.
 *
 * <p>Persistence: none. Threads: those of web requests.
 */
@Extension
@ExportedBean
public final class OsChangesLink extends ManagementLink implements StaplerProxy {

    static final String URL = "ecs-os-changes";

    /** Refuses whoever may not see it, whatever of it was asked for. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkAnyPermission(Jenkins.MANAGE, Jenkins.SYSTEM_READ);
        return this;
    }

    /** The one of the two that the reader has, since Jenkins asks for one. */
    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.get().hasPermission(Jenkins.MANAGE) ? Jenkins.MANAGE : Jenkins.SYSTEM_READ;
    }

    /** Whether the reader may release turns. */
    public boolean isReleasing() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** What the request asks to see. */
    public ChangeList getList() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null
                ? new ChangeList(null, null, null)
                : new ChangeList(
                        request.getParameter("site"), request.getParameter("server"), request.getParameter("outcome"));
    }

    @Exported
    public List<ListedChange> getInFlight() {
        return getList().getInFlight();
    }

    @Exported
    public List<ListedChange> getOutcomes() {
        return getList().getOutcomes();
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The one in flight that the request names; null where it is over by now. */
    @CheckForNull
    public ListedChange getAsked() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String server = request == null ? null : request.getParameter("server");
        String change = request == null ? null : Util.fixEmpty(request.getParameter("change"));
        return server == null
                ? null
                : new ChangeList(null, server, null)
                        .getInFlight().stream()
                                .filter(each -> server.equals(each.getServerId())
                                        && (change == null ? each.getId() == null : change.equals(each.getId())))
                                .findFirst()
                                .orElse(null);
    }

    /** Gives up the turn of a change, or makes a queue anew that cannot be read. */
    @POST
    public HttpResponse doRelease(@QueryParameter String server, @QueryParameter String change) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String by = Jenkins.getAuthentication2().getName();
        if (QueueRelease.release(Util.fixNull(server), Util.fixEmpty(change), by) == QueueRelease.Result.AT_WORK) {
            throw new Failure(Messages.OsChangesLink_atWork());
        }
        return new HttpRedirect(".");
    }

    @Override
    public String getIconFileName() {
        return ServerHistoryAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.OsChangeAction_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.OsChangesLink_description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.STATUS;
    }
}
