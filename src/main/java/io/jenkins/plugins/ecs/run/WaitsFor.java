package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.access.AccessDeniedException;

/**
 * What a queued change waits for, as far as whoever asks may know. Threads: those of web requests.
 *
 * @param label as in the log, where no build has a name
 * @param build null where that is none, or the reader may not see it
 */
@ExportedBean(defaultVisibility = 5)
public record WaitsFor(@Exported String label, @CheckForNull Run<?, ?> build) {

    /** Null where the change of this run waits for nothing. */
    @CheckForNull
    public static WaitsFor of(Run<?, ?> run, ChangeRecord change) {
        boolean queued = change.state() == State.QUEUED && run.isBuilding();
        Ahead ahead = queued ? ServerQueue.get().waitsFor(change, run) : null;
        return ahead == null
                ? null
                : new WaitsFor(ahead.label(), ahead.runId() == null ? null : visible(ahead.runId()));
    }

    /** Its name; null where that is none. */
    @CheckForNull
    public String title() {
        return build == null ? null : PlainText.of(build.getFullDisplayName());
    }

    /** Its address; null where that is none. */
    @Exported
    @CheckForNull
    public String buildUrl() {
        return build == null ? null : build.getAbsoluteUrl();
    }

    /** The build of this name; null where the reader may not see it. */
    @CheckForNull
    static Run<?, ?> visible(String runId) {
        try {
            return Run.fromExternalizableId(runId);
        } catch (AccessDeniedException e) {
            return null;
        }
    }
}
