package io.jenkins.plugins.ecs.run;

import hudson.model.Job;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import java.io.File;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Finds the unfinished changes again when the folder of the queues was lost, among the builds that have changes. No build is loaded for it.
 *
 * <p>Threads: one of the {@link ChangePool}, as SYSTEM. Errors: what cannot be read is logged, and left out.
 */
final class LostQueues {

    private static final Logger LOGGER = Logger.getLogger(LostQueues.class.getName());

    /** Of each job, the newest builds that have changes: older ones are over. */
    private static final int MOST_BUILDS = 100;

    private LostQueues() {}

    static void find() {
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (ChangedBuilds.hasAny(job)) {
                ChangedBuilds.of(job).stream().limit(MOST_BUILDS).forEach(build -> find(job, build));
            }
        }
    }

    private static void find(Job<?, ?> job, int build) {
        File folder = new File(new File(job.getBuildDir(), String.valueOf(build)), KeptChange.FOLDER);
        File[] files = folder.listFiles((dir, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                KeptChange kept = KeptChange.read(file);
                if (!AftermathNote.isOver(kept.record())) {
                    ServerQueue.get().found(kept.record(), new QueueEntry(job, build, kept.record()));
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot read the record of an OS change");
            }
        }
    }
}
