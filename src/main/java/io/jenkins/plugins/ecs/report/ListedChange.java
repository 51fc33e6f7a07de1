package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.Util;
import io.jenkins.plugins.ecs.oschange.record.State;
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

    private ListedChange(@Nullable ChangeInFlight flight, @Nullable ChangeSummary change, @Nullable BuildLink build) {
        this.flight = flight;
        this.change = change;
        this.build = build;
    }

    static ListedChange inFlight(ChangeInFlight flight, BuildLink.Lookup builds) {
        ChangeSummary change = flight.summary();
        return new ListedChange(flight, change, change == null ? null : builds.of(change));
    }

    static ListedChange ended(ChangeSummary change, BuildLink.Lookup builds) {
        return new ListedChange(null, change, builds.of(change));
    }

    /** Null where the queue cannot be read. */
    @Exported
    @CheckForNull
    public String getId() {
        return flight == null ? change.id() : flight.changeId();
    }

    @Exported
    @CheckForNull
    public String getSite() {
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

    /** The name where it is known, else the ID. */
    public String getServerLabel() {
        return getServerName() == null ? getServerId() : getServerName();
    }

    @CheckForNull
    public String getImageLabel() {
        return getImageName() == null ? getImageId() : getImageName();
    }

    @CheckForNull
    public String getConsoleLink() {
        return getServerId() == null || getSite() == null
                ? null
                : EcsSites.get().consoleLink(getSite(), getServerId());
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
        if (change == null) {
            return getId() == null ? Messages.ListedChange_queueUnreadable() : Messages.ListedChange_unreadable();
        }
        Outcome known = Outcome.of(change.aftermath(), change.failureKind(), change.changed());
        return known == null ? StateLabels.of(change.state()) : known.label();
    }

    /** {@code unknown}, {@code failed}, {@code running} or {@code succeeded}: which colour it has, and by what it is filtered. */
    public String getLook() {
        return look().getName();
    }

    Look look() {
        if (change == null) {
            return Look.UNKNOWN;
        }
        Outcome known = Outcome.of(change.aftermath(), change.failureKind(), change.changed());
        if (known == null) {
            return change.isSuccess() ? Look.SUCCEEDED : Look.RUNNING;
        }
        return known.look();
    }
}
