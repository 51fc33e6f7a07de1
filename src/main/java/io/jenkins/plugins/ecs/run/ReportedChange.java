package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeStatus;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A change as an {@link OsChangeListener} sees it: a view of its record that cannot modify it, and moves with it. Nothing secret. What is not known is null. Threads: any.
 */
public final class ReportedChange {

    private final ChangeRecord change;
    private final Run<?, ?> run;

    ReportedChange(ChangeRecord change, Run<?, ?> run) {
        this.change = change;
        this.run = run;
    }

    ChangeRecord record() {
        return change;
    }

    /** The build that asked for it; it may have ended, and may have been deleted. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Tells it from all other changes. */
    public String getId() {
        return change.id();
    }

    /** The name of the site. */
    public String getSite() {
        return change.request().site();
    }

    /** Null as long as a server that was asked for by name is not found. */
    @CheckForNull
    public String getServerId() {
        return Util.fixEmpty(change.serverId());
    }

    @CheckForNull
    public String getServerName() {
        return Labels.knownServerName(change);
    }

    /** Null as long as an image that was asked for by name is not found. */
    @CheckForNull
    public String getImageId() {
        return Util.fixEmpty(change.imageId());
    }

    @CheckForNull
    public String getImageName() {
        String name = Util.fixEmptyAndTrim(change.imageName());
        return name == null ? change.request().imageName() : name;
    }

    /** The cloud job. */
    @CheckForNull
    public String getJobId() {
        return change.job() == null ? null : change.job().id();
    }

    public boolean isDryRun() {
        return change.request().dryRun();
    }

    /** How it ended for its build: null before. */
    @CheckForNull
    public ChangeStatus getStatus() {
        return change.state().ended() ? ChangeStatus.of(change) : null;
    }

    /** Why it failed, for people. */
    @CheckForNull
    public String getMessage() {
        return change.failure() == null ? null : change.failure().message();
    }

    /** What became of it after its build had let go of it: {@code CHANGED}, {@code FAILED}, {@code NOT_SEEN} or {@code UNDETERMINED}. */
    @CheckForNull
    public String getAftermath() {
        AftermathNote note = change.aftermath();
        return note == null || !note.ended() ? null : note.outcome().name();
    }

    /** From when its turn came to its end, or to now. */
    public Duration getDuration() {
        return change.history().duration(Instant.now());
    }

    /** The image that {@code saveImageAs} has made. */
    @CheckForNull
    public String getSavedImageId() {
        return change.image().isSaved() ? change.image().imageId() : null;
    }

    /** The system disk that it ended with. */
    @CheckForNull
    public String getSystemVolumeId() {
        ServerSnapshot server = server();
        return server == null ? null : server.systemVolumeId();
    }

    /** Those first that are reached from outside. */
    public List<String> getAddresses() {
        ServerSnapshot server = server();
        return server == null ? List.of() : server.addresses();
    }

    @CheckForNull
    private ServerSnapshot server() {
        return change.unchanged() ? change.before() : change.after();
    }
}
