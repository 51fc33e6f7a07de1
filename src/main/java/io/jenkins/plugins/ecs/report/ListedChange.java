package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.run.ChangeInFlight;
import io.jenkins.plugins.ecs.run.ChangeSummary;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A line of the list of all changes: one in flight, or the outcome of one that is over; for the REST API as well. Times are milliseconds since 1970; what is not known is null. Threads: those of web
 * requests.
 */
@ExportedBean(defaultVisibility = 2)
public final class ListedChange {

    private final ChangeInFlight flight;
    private final ChangeSummary change;
    private final BuildLink build;
    private final Remembered remembered;

    private ListedChange(@Nullable ChangeInFlight flight, @Nullable ChangeSummary change, Remembered.Lookup names) {
        this.flight = flight;
        this.change = change;
        build = change == null ? null : names.builds().of(change);
        remembered = names.of(change);
    }

    static ListedChange inFlight(ChangeInFlight flight, Remembered.Lookup names) {
        return new ListedChange(flight, flight.summary(), names);
    }

    static ListedChange ended(ChangeSummary change, Remembered.Lookup names) {
        return new ListedChange(null, change, names);
    }

    /** Null where the queue cannot be read. */
    @Exported
    @CheckForNull
    public String getId() {
        return flight == null ? change.id() : flight.changeId();
    }

    /** Null where the record cannot be read. */
    @Exported
    @CheckForNull
    public SiteView getSite() {
        return change == null ? null : SiteView.of(change);
    }

    @CheckForNull
    String siteName() {
        return change == null ? null : change.site();
    }

    @Exported
    @CheckForNull
    public String getServerId() {
        return flight == null ? change.serverId() : flight.serverId();
    }

    @Exported
    @CheckForNull
    public String getServerName() {
        return change == null ? null : change.serverName();
    }

    @Exported
    @CheckForNull
    public String getImageId() {
        return change == null ? null : change.imageId();
    }

    @Exported
    @CheckForNull
    public String getImageName() {
        return change == null ? null : change.imageName();
    }

    /** Names that only earlier changes have seen. */
    @Exported
    public Remembered getRemembered() {
        return remembered;
    }

    /** The name of its {@link State}. */
    @Exported
    @CheckForNull
    public String getState() {
        return change == null ? null : change.state().name();
    }

    @Exported
    @CheckForNull
    public String getFailureKind() {
        return change == null ? null : name(change.failureKind());
    }

    @CheckForNull
    private static String name(@CheckForNull Enum<?> value) {
        return value == null ? null : value.name();
    }

    /** What was found out after the step had ended. */
    @Exported
    @CheckForNull
    public String getAftermath() {
        return change == null ? null : name(change.aftermath());
    }

    @Exported
    @CheckForNull
    public String getMessage() {
        return change == null ? null : change.message();
    }

    /** When it came into its state. */
    @Exported
    @CheckForNull
    public Long getSince() {
        return change == null ? null : change.since();
    }

    @Exported
    @CheckForNull
    public Long getDurationMillis() {
        return change == null ? null : change.millis();
    }

    /** Null for whoever may not see the job, and where the build was deleted. */
    @Exported
    @CheckForNull
    public String getBuildUrl() {
        return build == null ? null : build.absoluteUrl();
    }

    /** How many changes of the server go before it. */
    @Exported
    public int getPlace() {
        return flight == null ? 0 : flight.place();
    }

    /** How many wait behind it, where it is its turn. */
    @Exported
    public int getWaiting() {
        return flight == null ? 0 : flight.waiting();
    }

    /** Whether others wait behind it that will not get on soon. */
    @Exported
    public boolean isStuck() {
        return flight != null && flight.isStuck();
    }

    /** Whether an administrator has given up its turn. */
    @Exported
    public boolean isReleased() {
        return flight != null && flight.released();
    }

    public boolean isReleasable() {
        return flight != null && flight.isReleasable();
    }

    @CheckForNull
    public BuildLink getBuild() {
        return build;
    }

    /** The name where it is known or remembered, else the ID: to be shown with that in any case; or that none was specified. */
    public String getServerLabel() {
        String name = getServerName() == null ? remembered.serverName() : getServerName();
        String label = name == null ? getServerId() : name;
        return label == null ? Texts.text("server.unspecified") : label;
    }

    /** The same, saying of a name that is only remembered that it is. */
    public String getServerTitle() {
        return Remembered.title(getServerLabel(), remembered.serverName());
    }

    /** The name where it is known; else the ID, with the name that is remembered. */
    @CheckForNull
    public String getImageLabel() {
        return getImageName() == null ? Remembered.label(remembered.imageName(), getImageId()) : getImageName();
    }

    /** The same, saying of a name that is only remembered that it is. */
    @CheckForNull
    public String getImageTitle() {
        return Remembered.title(getImageLabel(), remembered.imageName());
    }

    @CheckForNull
    public String getConsoleLink() {
        return getServerId() == null || siteName() == null
                ? null
                : EcsSites.get().consoleLink(siteName(), getServerId());
    }

    @CheckForNull
    public Date getSinceDate() {
        Long since = getSince();
        return since == null ? null : new Date(since);
    }

    @CheckForNull
    public String getDurationString() {
        Long millis = getDurationMillis();
        return millis == null ? null : Util.getTimeSpanString(millis);
    }

    /** Where it stands in the queue of its server; empty where nobody waits. */
    public String getQueueLabel() {
        if (isReleased()) {
            return Messages.ListedChange_released();
        }
        if (getPlace() > 0) {
            return Messages.ListedChange_behind(getPlace());
        }
        return getWaiting() == 0 ? "" : Messages.ListedChange_waiting(getWaiting());
    }

    /** The page that asks whether its turn is to be given up. */
    public String getReleaseUrl() {
        return "confirm?server=" + ChangeList.encoded(getServerId()) + "&change=" + ChangeList.encoded(getId());
    }

    /** What it is at, or what became of it, in a few words. */
    public String getOutcome() {
        if (change != null) {
            return Outcome.of(change).label();
        }
        return getId() == null ? Messages.ListedChange_queueUnreadable() : Messages.ListedChange_unreadable();
    }

    /** {@code unknown}, {@code failed}, {@code running} or {@code succeeded}: which colour it has, and by what it is filtered. */
    public String getLook() {
        return look().getName();
    }

    Look look() {
        return change == null ? Look.UNKNOWN : Outcome.of(change).look();
    }
}
