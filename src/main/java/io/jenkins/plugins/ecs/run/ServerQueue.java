package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
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
 * One change per server at a time: whoever comes while another one is under way waits, first come first served. The queue of each server is a file, so that
 * after a restart everybody has the place that he had, and nobody who comes then overtakes those whose builds are not back yet.
 */
@Extension
public class ServerQueue {

    private static final Logger LOGGER = Logger.getLogger(ServerQueue.class.getName());

    private final Map<String, List<QueueEntry>> queues = new HashMap<>();

    static ServerQueue get() {
        return ExtensionList.lookupSingleton(ServerQueue.class);
    }

    /** Joins the queue of the change's server, unless it is there already. @return the build right before it, or null when it is its turn */
    @CheckForNull
    synchronized String ahead(OsChange change, Run<?, ?> run) {
        String server = server(change);
        List<QueueEntry> queue = queues.computeIfAbsent(server, ServerQueue::load);
        QueueEntry mine = new QueueEntry(run, change);
        boolean changed = dropDead(queue, mine);
        if (!queue.contains(mine)) {
            changed |= queue.add(mine);
        }
        if (changed) {
            save(server, queue);
        }
        int place = queue.indexOf(mine);
        return place == 0 ? null : queue.get(place - 1).label();
    }

    /** Lets the next one have its turn. */
    synchronized void leave(OsChange change, Run<?, ?> run) {
        String server = server(change);
        if (Validation.serverId(server) != null) {
            return; // refused before it could join, and no name for a file
        }
        List<QueueEntry> queue = queues.computeIfAbsent(server, ServerQueue::load);
        if (queue.remove(new QueueEntry(run, change)) || queue.isEmpty()) {
            save(server, queue);
        }
    }

    /** Ends the changes that a crash has kept from leaving, at all servers. */
    synchronized void dropDead() {
        String[] files = folder().list();
        for (String file : files == null ? new String[0] : files) {
            String server = file.replaceFirst("\\.xml$", "");
            List<QueueEntry> queue = queues.computeIfAbsent(server, ServerQueue::load);
            if (dropDead(queue, null)) {
                save(server, queue);
            }
        }
    }

    private static boolean dropDead(List<QueueEntry> queue, @CheckForNull QueueEntry butThis) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            return queue.removeIf(turn -> !turn.equals(butThis) && turn.isDead());
        }
    }

    private static String server(OsChange change) {
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
