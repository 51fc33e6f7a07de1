package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.io.IOException;

/**
 * Writes the state of a change down wherever it counts: in its file, the queue of its server, the last outcomes and what is learned of durations; and tells the listeners.
 *
 * <p>Threads: the one that drives the change. Persistence: whatever fails to be written is thrown, since nothing may be sent then.
 */
final class ChangeKeeper {

    private ChangeKeeper() {}

    private static void write(KeptChange kept, Run<?, ?> run) throws IOException {
        try {
            kept.write(run);
            UnsavedChanges.get().remove(kept);
        } catch (IOException | RuntimeException e) {
            UnsavedChanges.get().add(kept, run);
            throw e;
        }
    }

    /**
     * @param letGo whether the build has let go of the change, and may have been deleted meanwhile
     * @throws IOException when the file or the queue cannot be written; listeners are told what became of the change all the same
     */
    static void keep(KeptChange kept, ChangeRecord record, Run<?, ?> run, boolean letGo) throws IOException {
        boolean over = AftermathNote.isOver(record);
        boolean deleted = letGo && !KeptChange.isBuild(run.getRootDir());
        try {
            if (!over && !deleted && record.state() != State.QUEUED) {
                ServerQueue.get().keep(record, run);
            }
            if (!deleted) {
                write(kept, run);
            }
            ChangeEvents.saved(record, run);
            LearnedDurations.get().learn(kept.site(), record);
        } finally {
            if (record.state().ended()) {
                ChangeEvents.saved(record, run);
                LastOutcomes.get().note(record, run.getParent().getFullName(), run.getNumber());
            }
            if (over) {
                ServerQueue.get().leave(record, run);
            }
        }
    }
}
