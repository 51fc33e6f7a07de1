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

    /** After so many builds of a job, the newest first, of which no change is unfinished, older ones are over as well. */
    private static final int ENOUGH_BUILDS = 100;

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
                int over = 0;
                for (int build : ChangedBuilds.of(job)) {
                    over = find(job, build, then) ? 0 : over + 1;
                    if (over == ENOUGH_BUILDS) {
                        break;
                    }
                }
            }
        }
    }

    /** @return whether the build has an unfinished change, or one that cannot be read */
    private static boolean find(Job<?, ?> job, int build, BiConsumer<ChangeRecord, QueueEntry> then) {
        File folder = new File(new File(job.getBuildDir(), String.valueOf(build)), KeptChange.FOLDER);
        File[] files = folder.listFiles((dir, name) -> name.endsWith(".xml"));
        boolean any = false;
        for (File file : files == null ? new File[0] : files) {
            try {
                KeptChange kept = KeptChange.inBuild(file);
                if (!AftermathNote.isOver(kept.record())) {
                    any = true;
                    then.accept(kept.record(), new QueueEntry(job, build, kept.record()));
                }
            } catch (IOException e) {
                any = true;
                LOGGER.log(Level.WARNING, e, () -> "cannot read the record of an OS change");
            }
        }
        return any;
    }
}
