package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Where a change was made: the site and what it stood for then. */
@ExportedBean(defaultVisibility = 5)
public final class SiteView {

    private final ChangeRequest request;

    SiteView(ChangeRequest request) {
        this.request = request;
    }

    @Exported
    @CheckForNull
    public String getName() {
        return request.site();
    }

    /** The host of the ECS API; it names cloud and region. */
    @Exported
    @CheckForNull
    public String getEndpoint() {
        return request.place() == null ? null : request.place().endpoint();
    }

    /** The project's ID, or its name where the site has no ID. */
    @Exported
    @CheckForNull
    public String getProject() {
        return request.place() == null ? null : request.place().project();
    }
}
