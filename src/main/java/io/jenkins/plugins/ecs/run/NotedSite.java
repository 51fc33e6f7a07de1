package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.SitePlace;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;

/**
 * Where a change is made: endpoint and project, as they were when it began. The site may be renamed meanwhile, and is found again by them; where it is gone, what the cloud does can
 * still be followed, but nothing is sent any more.
 *
 * <p>Persistence: with the change; nothing secret. Threads: any; immutable.
 */
final class NotedSite {

    private final String name;
    private final String endpoint;
    private final String iamEndpoint;
    private final String imsEndpoint;
    private final String projectId;
    private final String projectName;
    private final String credentialsId;
    /** Of the call; null where the one of the site is used. */
    private final String ownCredentialsId;

    NotedSite(EcsSite site, @CheckForNull String ownCredentialsId) {
        name = site.getName();
        endpoint = site.getEndpoint();
        iamEndpoint = site.getIamEndpoint();
        imsEndpoint = site.getImsEndpoint();
        projectId = site.getProjectId();
        projectName = site.getProjectName();
        credentialsId = site.getCredentialsId();
        this.ownCredentialsId = ownCredentialsId;
    }

    /** Its name by now. */
    String name() {
        EcsSite now = known();
        return now == null ? name : now.getName();
    }

    /** What tells it from other sites, however they are called. */
    String place() {
        return endpoint + ' ' + (projectId == null || projectId.isEmpty() ? projectName : projectId);
    }

    /** The same for people. */
    SitePlace shown() {
        HttpUrl url = HttpUrl.parse(endpoint);
        return new SitePlace(
                url == null ? endpoint : url.host(),
                projectId == null || projectId.isEmpty() ? projectName : projectId);
    }

    String endpoint() {
        return endpoint;
    }

    /** A line with its server as a link into the cloud console, where the site knows its console. */
    String linked(String line, String server) {
        String link = server.isEmpty() ? null : EcsSites.get().consoleLink(name(), server);
        return link == null ? line : line.replace(server, HyperlinkNote.encodeTo(link, server));
    }

    /** The site as it is now. @throws MisconfiguredException when it is gone, or belongs to another cloud or project by now */
    @NonNull
    EcsSite now() throws MisconfiguredException {
        EcsSite site = known();
        if (site == null) {
            EcsSites.get().named(name);
            throw new MisconfiguredException(Messages.NotedSite_moved(name));
        }
        return site;
    }

    /** The site of the same endpoint and project: the one of that name, else the only one. */
    @CheckForNull
    private EcsSite known() {
        List<EcsSite> same =
                EcsSites.get().getSites().stream().filter(this::isSame).toList();
        return same.stream()
                .filter(site -> site.getName().equals(name))
                .findFirst()
                .orElse(same.size() == 1 ? same.get(0) : null);
    }

    private boolean isSame(EcsSite site) {
        return Objects.equals(site.getEndpoint(), endpoint)
                && Objects.equals(site.getProjectId(), projectId)
                && Objects.equals(site.getProjectName(), projectName);
    }

    /** @throws IllegalArgumentException with a message for users, when an address will not do */
    Endpoints endpoints() {
        EcsSite now = known();
        return now == null ? Endpoints.of(endpoint, iamEndpoint, imsEndpoint) : now.endpoints();
    }

    /** @throws IllegalArgumentException with a message for users, when neither ID nor name will do */
    Project project() {
        EcsSite now = known();
        boolean named = projectId == null || projectId.isEmpty();
        return now != null ? now.project() : named ? Project.named(projectName) : Project.withId(projectId);
    }

    /** The ID of the API credential: of the call, else of the site as it is now. */
    @CheckForNull
    String credentialsId() {
        EcsSite now = known();
        return ownCredentialsId != null ? ownCredentialsId : now == null ? credentialsId : now.getCredentialsId();
    }

    /** The same for people, who may be told of it: an administrator or the job has chosen it, and its ID is no secret. */
    @CheckForNull
    String credential() {
        return credential(credentialsId(), ownCredentialsId != null);
    }

    /** @param own whether it is set by the call, not by the site */
    @CheckForNull
    static String credential(@CheckForNull String id, boolean own) {
        return id == null ? null : own ? Messages.NotedSite_ownCredential(id) : Messages.NotedSite_siteCredential(id);
    }
}
