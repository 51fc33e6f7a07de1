package io.jenkins.plugins.ecs.run;

import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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
        find(ServerQueue.get()::found);
    }

    /** The entries that the queue of a server should have. */
    static List<QueueEntry> of(String server) {
        List<QueueEntry> found = new ArrayList<>();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            find((change, entry) -> {
                if (server.equals(QueueFiles.server(change))) {
                    found.add(entry);
                }
            });
        }
        return found;
    }

    private static void find(BiConsumer<ChangeRecord, QueueEntry> then) {
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (ChangedBuilds.hasAny(job)) {
                ChangedBuilds.of(job).stream().limit(MOST_BUILDS).forEach(build -> find(job, build, then));
            }
        }
    }

    private static void find(Job<?, ?> job, int build, BiConsumer<ChangeRecord, QueueEntry> then) {
        File folder = new File(new File(job.getBuildDir(), String.valueOf(build)), KeptChange.FOLDER);
        File[] files = folder.listFiles((dir, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                KeptChange kept = KeptChange.read(file);
                if (!AftermathNote.isOver(kept.record())) {
                    then.accept(kept.record(), new QueueEntry(job, build, kept.record()));
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot read the record of an OS change");
            }
        }
    }
}
