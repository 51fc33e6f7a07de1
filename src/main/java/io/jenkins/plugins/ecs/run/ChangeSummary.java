package io.jenkins.plugins.ecs.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.SitePlace;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.io.File;
import java.time.Instant;

/**
 * What the list of all changes of a controller tells of one, without its build: nothing secret. Immutable.
 *
 * @param job the full name of its job, for whoever may see it
 * @param endpoint with the project: which cloud, region and project the site stood for; null where nobody noted it
 * @param since when it came into its state, in milliseconds since 1970; null where it is in none yet
 * @param millis how long it took from when its turn came; null while it goes on
 * @param changed whether the server was seen with the new system
 * @param message why it failed, or what was found out after its build had ended; null where there is nothing to tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeSummary(
        String id,
        String job,
        int build,
        @CheckForNull String site,
        @CheckForNull String endpoint,
        @CheckForNull String project,
        @CheckForNull String serverId,
        @CheckForNull String serverName,
        @CheckForNull String imageId,
        @CheckForNull String imageName,
        State state,
        @CheckForNull Long since,
        @CheckForNull Long millis,
        boolean changed,
        @CheckForNull ChangeFailure.Kind failureKind,
        @CheckForNull AftermathNote.Outcome aftermath,
        @CheckForNull String message) {

    private static final int LONGEST_MESSAGE = 500;

    static ChangeSummary of(ChangeRecord record, String job, int build) {
        ChangeFailure failure = record.failure();
        AftermathNote later = record.aftermath();
        boolean found = later != null && later.ended();
        SitePlace place = record.request().place();
        Instant since = found ? later.endedAt() : record.history().since();
        String message = found ? later.message() : failure == null ? null : failure.message();
        return new ChangeSummary(
                record.id(),
                job,
                build,
                record.request().site(),
                place == null ? null : place.endpoint(),
                place == null ? null : place.project(),
                Util.fixEmpty(record.serverId()),
                Labels.knownServerName(record),
                Util.fixEmpty(record.imageId()),
                record.imageName() == null ? record.request().imageName() : record.imageName(),
                record.state(),
                since.toEpochMilli() == 0 ? null : since.toEpochMilli(),
                record.state().ended()
                        ? record.history().duration(Instant.now()).toMillis()
                        : null,
                record.after() != null,
                failure == null ? null : failure.kind(),
                found ? later.outcome() : null,
                PlainText.excerpt(message, LONGEST_MESSAGE));
    }

    /** The same after its job or folder was moved or renamed. */
    ChangeSummary moved(String from, String to) {
        String moved = JobMoves.moved(job, from, to);
        return moved.equals(job)
                ? this
                : new ChangeSummary(
                        id,
                        moved,
                        build,
                        site,
                        endpoint,
                        project,
                        serverId,
                        serverName,
                        imageId,
                        imageName,
                        state,
                        since,
                        millis,
                        changed,
                        failureKind,
                        aftermath,
                        message);
    }

    /** Whether this folder is that of its build: a job that was deleted may have a namesake. */
    public boolean isIn(File build) {
        return KeptChange.file(build, id).exists();
    }

    /** Whether nobody knows what became of the server: neither its build nor who looked afterwards. */
    public boolean isUnknown() {
        return aftermath == null
                ? failureKind == ChangeFailure.Kind.UNKNOWN
                : aftermath == AftermathNote.Outcome.NOT_SEEN || aftermath == AftermathNote.Outcome.UNDETERMINED;
    }

    /** Whether the server has the new system. */
    public boolean isSuccess() {
        return state == State.SUCCEEDED || aftermath == AftermathNote.Outcome.CHANGED;
    }
}
