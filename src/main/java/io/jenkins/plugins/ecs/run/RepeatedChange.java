package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;

/** A server that one run changes more than once, which is a mistake more often than not. One thread at a time. */
final class RepeatedChange {

    private boolean joined;

    /** Says so to the later change, when it has just joined the queue of its server; never to a dry run. */
    void warn(Run<?, ?> run, ChangeRecord change, @CheckForNull Ahead ahead, Progress log) {
        String warning = joined ? null : warning(run, change, ahead);
        joined = true;
        if (warning != null) {
            log.say(warning);
        }
    }

    @CheckForNull
    private static String warning(Run<?, ?> run, ChangeRecord change, @CheckForNull Ahead ahead) {
        RunChanges changes = RunChanges.in(run);
        if (changes == null || change.request().dryRun()) {
            return null;
        }
        boolean queued = ahead != null
                && changes.records().stream()
                        .anyMatch(other -> ahead.sameBuild().contains(other.id())
                                && !other.request().dryRun());
        if (queued) {
            return Messages.RunContext_twice(change.serverId());
        }
        boolean sent = changes.records().stream()
                .anyMatch(other -> !other.id().equals(change.id())
                        && other.serverId().equals(change.serverId())
                        && other.exposure().mayHaveSent());
        return sent ? Messages.RunContext_again(change.serverId()) : null;
    }
}
