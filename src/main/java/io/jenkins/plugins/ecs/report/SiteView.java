package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.SitePlace;
import io.jenkins.plugins.ecs.run.ChangeSummary;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Where a change was made: the site and what it stood for then. */
@ExportedBean(defaultVisibility = 5)
public final class SiteView {

    private final String name;
    private final SitePlace place;

    private SiteView(@CheckForNull String name, @CheckForNull SitePlace place) {
        this.name = name;
        this.place = place;
    }

    static SiteView of(ChangeRequest request) {
        return new SiteView(request.site(), request.place());
    }

    static SiteView of(ChangeSummary change) {
        return new SiteView(
                change.site(), change.endpoint() == null ? null : new SitePlace(change.endpoint(), change.project()));
    }

    @Exported
    @CheckForNull
    public String getName() {
        return name;
    }

    /** The host of the ECS API; it names cloud and region. */
    @Exported
    @CheckForNull
    public String getEndpoint() {
        return place == null ? null : place.endpoint();
    }

    /** The project's ID, or its name where the site has no ID. */
    @Exported
    @CheckForNull
    public String getProject() {
        return place == null ? null : place.project();
    }

    /** Whether it stood for this project of this cloud and region; false where nobody noted it. */
    boolean isAt(@CheckForNull String endpoint, @CheckForNull String project) {
        return place != null && place.endpoint().equals(endpoint) && Objects.equals(place.project(), project);
    }

    /** The name with cloud, region and project, as far as they were noted. */
    @CheckForNull
    public String getLabel() {
        return place == null ? name : Messages.ChangeReport_site(name, place.endpoint(), place.project());
    }

    /** Cloud, region and project alone; null where they were not noted. */
    @CheckForNull
    public String getPlaceLabel() {
        return place == null ? null : Messages.ChangeReport_place(place.endpoint(), place.project());
    }
}
