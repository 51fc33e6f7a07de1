package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Queues the changes of each server, so that one is under way at a time, first come first served.
 *
 * <p>Persistence: the queue of each server is a file, so that after a restart every change has its place again, and nobody who comes then overtakes those whose builds are not
 * back yet. Threads: any. Builds are loaded, logged to and ended without the lock.
 */
@Extension
public class ServerQueue {

    private static final Logger LOGGER = Logger.getLogger(ServerQueue.class.getName());

    /** Guarded by this. */
    private final Map<String, List<QueueEntry>> queues = new HashMap<>();

    static ServerQueue get() {
        return ExtensionList.lookupSingleton(ServerQueue.class);
    }

    /** Joins the queue of the change's server, unless it is there already. @return the build right before it, or null when it is its turn */
    @CheckForNull
    String ahead(ChangeRecord change, Run<?, ?> run) {
        String server = server(change);
        QueueEntry mine = new QueueEntry(run, change);
        dropDead(server, mine);
        QueueEntry before = join(server, mine);
        return before == null ? null : before.label();
    }

    @CheckForNull
    private synchronized QueueEntry join(String server, QueueEntry mine) {
        List<QueueEntry> queue = queue(server);
        if (!queue.contains(mine)) {
            queue.add(mine);
            save(server, queue);
        }
        int place = queue.indexOf(mine);
        return place == 0 ? null : queue.get(place - 1);
    }

    /** Lets the next one have its turn. */
    synchronized void leave(ChangeRecord change, Run<?, ?> run) {
        String server = server(change);
        if (Validation.serverId(server) != null) {
            return; // refused before it could join, and no name for a file
        }
        remove(server, List.of(new QueueEntry(run, change)));
    }

    /** Ends the changes that a crash has kept from leaving, at all servers. */
    void dropDead() {
        String[] files = folder().list();
        for (String file : files == null ? new String[0] : files) {
            dropDead(file.replaceFirst("\\.xml$", ""), null);
        }
    }

    private void dropDead(String server, @CheckForNull QueueEntry butThis) {
        List<QueueEntry> dead = entries(server).stream()
                .filter(entry -> !entry.equals(butThis) && entry.isDead())
                .toList();
        if (!dead.isEmpty()) {
            remove(server, dead);
            dead.forEach(QueueEntry::end);
        }
    }

    private synchronized List<QueueEntry> entries(String server) {
        return List.copyOf(queue(server));
    }

    private synchronized void remove(String server, List<QueueEntry> gone) {
        List<QueueEntry> queue = queue(server);
        if (queue.removeAll(gone) || queue.isEmpty()) {
            save(server, queue);
        }
    }

    private List<QueueEntry> queue(String server) {
        return queues.computeIfAbsent(server, ServerQueue::load);
    }

    private static String server(ChangeRecord change) {
        return change.request().serverId().toLowerCase(Locale.ROOT);
    }

    private void save(String server, List<QueueEntry> queue) {
        try {
            if (queue.isEmpty()) {
                queues.remove(server);
                file(server).delete();
            } else {
                file(server).write(queue);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down who changes server " + server);
        }
    }

    private static List<QueueEntry> load(String server) {
        List<QueueEntry> queue = new ArrayList<>();
        XmlFile file = file(server);
        try {
            if (file.exists()) {
                ((List<?>) file.read()).forEach(turn -> queue.add((QueueEntry) turn));
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot read who changes server " + server);
        }
        return queue;
    }

    private static File folder() {
        return new File(Jenkins.get().getRootDir(), "ecs-change-os");
    }

    private static XmlFile file(String server) {
        return new XmlFile(new File(folder(), server + ".xml"));
    }
}
