package io.jenkins.plugins.ecs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The changes of one server in one job, the newest first. */
@ExportedBean(defaultVisibility = 2)
public final class ServerHistory {

    private final List<ChangeReport> changes = new ArrayList<>();

    void add(ChangeReport change) {
        changes.add(change);
    }

    @Exported
    public List<ChangeReport> getChanges() {
        return changes;
    }

    @Exported
    public String getServerId() {
        return changes.get(0).getServerId();
    }

    /** Where it is, as its newest change noted it. */
    @Exported
    public SiteView getSite() {
        return changes.get(0).getSite();
    }

    /** The same for people. */
    public String getSiteLabel() {
        return changes.get(0).getPage().getSiteLabel();
    }

    /** The newest name that is known or remembered, else the ID: to be shown with that in any case. */
    @Exported
    public String getLabel() {
        return Stream.<Function<ChangeReport, String>>of(
                        ChangeReport::getServerName,
                        change -> change.getRemembered().serverName(),
                        ChangeReport::getServerId)
                .flatMap(label -> changes.stream().map(label))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
