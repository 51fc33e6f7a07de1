package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * How the form shows one site: a line that tells it from the others, in the words of logs and pages, and its fields below, folded unless somebody has to look at them.
 *
 * <p>Threads: that of a web request.
 */
public final class SiteBox {

    private final EcsSiteDescriptor form;

    @CheckForNull
    private final EcsSite site;

    SiteBox(EcsSiteDescriptor form, @CheckForNull EcsSite site) {
        this.form = form;
        this.site = site;
    }

    /** Empty where it has none. */
    public String getName() {
        return site == null ? "" : site.getName();
    }

    /** The host of the ECS API, which names cloud and region, and the project; empty where there is neither. */
    public String getPlace() {
        return site == null ? "" : place(site);
    }

    /** The same of any site. */
    public static String place(EcsSite site) {
        HttpUrl url = HttpUrl.parse(site.getEndpoint());
        String host = url == null ? site.getEndpoint() : url.host();
        String project = site.getProjectId().isEmpty() ? site.getProjectName() : site.getProjectId();
        return host.isEmpty() && project == null ? "" : Messages.EcsSite_place(host, project == null ? "" : project);
    }

    /** The same with {@code {endpoint}} and {@code {project}}, for the script of the form. */
    public String getPlaceWords() {
        return Messages.EcsSite_place("{endpoint}", "{project}");
    }

    public boolean isDefaultSite() {
        return site != null && site.isDefaultSite();
    }

    /** Whether the fields are shown: of a new site, of the only one, and of one that has something wrong. */
    public boolean isOpen() {
        List<EcsSite> all = EcsSites.get().getSites();
        return site == null || all.size() == 1 || UsableSites.refuse(all, site) || isDoubtful(site);
    }

    private boolean isDoubtful(EcsSite known) {
        return Stream.of(
                        form.doCheckEndpoint(known.getEndpoint()),
                        form.doCheckIamEndpoint(known.getIamEndpoint()),
                        form.doCheckImsEndpoint(known.getImsEndpoint()),
                        form.doCheckProjectId(known.getProjectId()),
                        form.doCheckConsoleUrl(known.getConsoleUrl()),
                        form.doCheckAllowedItems(known.getAllowedItems()))
                .anyMatch(check -> check.kind != FormValidation.Kind.OK);
    }
}
