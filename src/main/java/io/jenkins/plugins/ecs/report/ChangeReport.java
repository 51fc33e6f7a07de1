package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.run.WaitsFor;
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
    private final Remembered.Lookup names;
    private Remembered remembered;

    ChangeReport(Run<?, ?> run, ChangeRecord change, Remembered.Lookup names) {
        this.run = run;
        this.change = change;
        this.names = names;
    }

    /** What only the pages show of it. */
    public PageView getPage() {
        return new PageView(this, run, change);
    }

    @Exported
    public String getId() {
        return change.id();
    }

    @Exported
    public SiteView getSite() {
        return SiteView.of(change.request());
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
        return Labels.knownServerName(change);
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

    /** Names that only earlier changes have seen. */
    @Exported
    public Remembered getRemembered() {
        if (remembered == null) {
            remembered = names.of(getSite(), getServerId(), getServerName(), getImageId(), getImageName());
        }
        return remembered;
    }

    @Exported
    @CheckForNull
    public String getFromImageId() {
        return change.before() == null
                ? null
                : change.before().imageIds().stream().findFirst().orElse(null);
    }

    /** Of the image that the server had before. */
    @Exported
    @CheckForNull
    public String getFromImageName() {
        return change.before() == null
                ? null
                : Util.fixEmptyAndTrim(change.before().imageName());
    }

    /** The login after the change, as the plan has it: key pair and its owner, for example; null before there is a plan, and where none is planned. */
    @Exported
    @CheckForNull
    public String getPlannedLogin() {
        return change.plan().login();
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

    /** What was found out after the step had ended: {@code CHANGED}, {@code FAILED}, {@code NOT_SEEN} or {@code UNDETERMINED}. */
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
        return ChangeTimes.start(change);
    }

    @Exported
    @CheckForNull
    public Long getEndTime() {
        return ChangeTimes.end(change);
    }

    /** Without the wait for other changes of the server; so far, while it runs. */
    @Exported
    public long getDurationMillis() {
        return ChangeTimes.duration(change, isRunning());
    }

    /** When the cloud's job is expected to end, while it runs and where its usual duration is known. */
    @Exported
    @CheckForNull
    public Long getExpectedEndTime() {
        return ChangeTimes.expectedEnd(change, isRunning());
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

    /** What was seen when the new system was waited for; null where nothing was. */
    @Exported
    @CheckForNull
    public LoginView getLogin() {
        return LoginView.of(change.login());
    }
}
