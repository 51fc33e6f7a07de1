package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.StateEntry;
import io.jenkins.plugins.ecs.run.WaitsFor;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * One change as pages and the REST API show it: a view of the record, which may move while it is read. Times are milliseconds since 1970; what is not known is null. Threads:
 * those of web requests.
 */
@ExportedBean(defaultVisibility = 3)
public final class ChangeReport {

    private final Run<?, ?> run;
    private final ChangeRecord change;

    ChangeReport(Run<?, ?> run, ChangeRecord change) {
        this.run = run;
        this.change = change;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    @Exported
    public String getId() {
        return change.id();
    }

    @Exported
    public String getSite() {
        return change.request().site();
    }

    /** Null as long as a server that was asked for by name is not found. */
    @Exported
    @CheckForNull
    public String getServerId() {
        return Util.fixEmpty(change.serverId());
    }

    @Exported
    @CheckForNull
    public String getServerName() {
        return change.before() == null
                ? change.request().serverName()
                : change.before().name();
    }

    /** The name where it is known, else the id. */
    public String getServerLabel() {
        return getServerName() == null ? getServerId() : getServerName();
    }

    /** Null as long as an image that was asked for by name is not found. */
    @Exported
    @CheckForNull
    public String getImageId() {
        return Util.fixEmpty(change.imageId());
    }

    @Exported
    @CheckForNull
    public String getImageName() {
        String name = Util.fixEmptyAndTrim(change.imageName());
        return name == null ? change.request().imageName() : name;
    }

    public String getImageLabel() {
        return getImageName() == null ? getImageId() : getImageName();
    }

    /** The image that the server had before, by name and id as far as the cloud told. */
    @Exported
    @CheckForNull
    public String getFromImage() {
        return change.before() == null
                ? null
                : Util.fixEmptyAndTrim(change.before().imageLabel());
    }

    /** The name of that image alone, where the cloud told it. */
    public String getFromImageName() {
        String name = change.before() == null ? null : change.before().imageName();
        return name == null ? Util.fixNull(getFromImage(), "?") : name;
    }

    @Exported
    public boolean isDryRun() {
        return change.request().dryRun();
    }

    /** Whether nothing was sent, since the server had the image already. */
    @Exported
    public boolean isUnchanged() {
        return change.unchanged();
    }

    /** The name of its {@link State}. */
    @Exported
    public String getState() {
        return change.state().name();
    }

    /** Whether somebody is still at work on it: after a crash the build may be over before the change. */
    @Exported
    public boolean isRunning() {
        return !change.state().ended() && run.isBuilding();
    }

    /** Whether its build has let go of it, and the controller still looks what becomes of it. */
    @Exported
    public boolean isFollowed() {
        return AftermathNote.isDue(change);
    }

    /** What was found out after the build had ended: {@code CHANGED}, {@code FAILED}, {@code NOT_SEEN} or {@code UNDETERMINED}. */
    @Exported
    @CheckForNull
    public String getAftermath() {
        AftermathNote note = change.aftermath();
        return note == null || !note.ended() ? null : note.outcome().name();
    }

    @Exported
    @CheckForNull
    public String getAftermathMessage() {
        return change.aftermath() == null ? null : change.aftermath().message();
    }

    /** What it waits for while it is queued; the build itself only for those who may see it. Null when it waits for nothing. */
    @Exported
    @CheckForNull
    public WaitsFor getWaitsFor() {
        return WaitsFor.of(run, change);
    }

    /** What became of it, in a few words. */
    public String getOutcome() {
        if (getAftermath() != null) {
            return StateLabels.of(change.aftermath().outcome());
        }
        if (change.failure() != null && change.after() != null) {
            return Messages.ChangeReport_notReady();
        }
        if (change.failure() != null) {
            return StateLabels.of(change.failure().kind());
        }
        return change.state().ended() || run.isBuilding()
                ? StateLabels.of(change.state(), change)
                : Messages.ChangeReport_interrupted();
    }

    /** {@code succeeded}, {@code failed}, {@code running} or {@code unknown}: which colour it has. */
    public String getLook() {
        if (getAftermath() != null) {
            return switch (change.aftermath().outcome()) {
                case CHANGED -> "succeeded";
                case FAILED -> "failed";
                case NOT_SEEN, UNDETERMINED -> "unknown";
            };
        }
        if (change.failure() != null) {
            return switch (change.failure().kind()) {
                case REFUSED, FAILED -> "failed";
                case DETACHED, UNKNOWN -> "unknown";
            };
        }
        return change.state() == State.SUCCEEDED ? "succeeded" : isRunning() ? "running" : "unknown";
    }

    /** What a failure means for the server: {@code REFUSED}, {@code FAILED}, {@code DETACHED} or {@code UNKNOWN}. */
    @Exported
    @CheckForNull
    public String getFailureKind() {
        return change.failure() == null ? null : change.failure().kind().name();
    }

    @Exported
    @CheckForNull
    public String getFailureMessage() {
        return change.failure() == null ? null : change.failure().message();
    }

    @Exported
    @CheckForNull
    public Long getStartTime() {
        List<StateEntry> entries = change.stateEntries();
        return entries.isEmpty() ? null : entries.get(0).since().toEpochMilli();
    }

    @CheckForNull
    public Date getStartDate() {
        Long start = getStartTime();
        return start == null ? null : new Date(start);
    }

    @Exported
    @CheckForNull
    public Long getEndTime() {
        List<StateEntry> entries = change.stateEntries();
        boolean known = change.state().ended() && !entries.isEmpty();
        return known ? entries.get(entries.size() - 1).since().toEpochMilli() : null;
    }

    /** Without the wait for other changes of the server; so far, while it runs. */
    @Exported
    public long getDurationMillis() {
        return change.state().ended() || isRunning()
                ? change.duration(Instant.now()).toMillis()
                : 0;
    }

    public String getDurationString() {
        return Util.getTimeSpanString(getDurationMillis());
    }

    /** When the cloud's job is expected to end, while it runs and where its usual duration is known. */
    @Exported
    @CheckForNull
    public Long getExpectedEndTime() {
        boolean runs = isRunning() && change.state() == State.SUBMITTED && change.usual() != null;
        return runs ? change.stateSince().plus(change.usual().median()).toEpochMilli() : null;
    }

    @Exported
    @CheckForNull
    public JobView getJob() {
        return change.job() == null ? null : new JobView(change.job(), change.usual());
    }

    @Exported
    public List<PhaseView> getPhases() {
        return PhaseView.of(change, isRunning());
    }

    @Exported
    @CheckForNull
    public String getOldSystemVolumeId() {
        return change.before() == null ? null : change.before().systemVolumeId();
    }

    @Exported
    @CheckForNull
    public String getSystemVolumeId() {
        return change.after() == null ? null : change.after().systemVolumeId();
    }

    /** The name that the private image of the old system disk was asked for by. */
    @Exported
    @CheckForNull
    public String getSavedImageName() {
        return change.request().saveImageAs();
    }

    /** The ID of that image, as soon as it is known: while it is being made, or is there. */
    @Exported
    @CheckForNull
    public String getSavedImageId() {
        return change.image().imageId();
    }

    @Exported
    public List<String> getAddresses() {
        ServerSnapshot server = change.unchanged() ? change.before() : change.after();
        return server == null ? List.of() : server.addresses();
    }

    /** Host and port that answered when the new system was waited for. */
    @Exported
    @CheckForNull
    public String getLoginAddress() {
        return change.login().address();
    }

    /** Who was let in. */
    @Exported
    @CheckForNull
    public String getLoginUser() {
        return change.login().user();
    }

    /** Kind and SHA256 fingerprint of the new system's host key. */
    @Exported
    @CheckForNull
    public String getHostKey() {
        return change.login().hostKey();
    }

    /** {@code DONE}, {@code DEGRADED}, {@code ERROR} … */
    @Exported
    @CheckForNull
    public String getCloudInit() {
        return change.login().cloudInit();
    }

    /** The first lines of what cloud-init says went wrong. */
    @Exported
    public List<String> getCloudInitMessages() {
        return change.login().problems();
    }

    /** The server's page in the cloud console, where the site names its console. */
    @CheckForNull
    public String getConsoleLink() {
        return getServerId() == null ? null : EcsSites.get().consoleLink(getSite(), getServerId());
    }

    /** The timeline as SVG, escaped and ready to be put into a page. */
    public String getTimeline() {
        return new TimelineSvg(Timeline.of(change, isRunning())).toString();
    }
}
