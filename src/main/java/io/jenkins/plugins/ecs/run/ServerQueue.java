package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.run.QueueRelease.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Queues the changes of each server, so that one is under way at a time, first come first served. A change leaves when it is over for the cloud as well. So the queues together are the list of all
 * unfinished changes of this controller, and nobody has to load builds to find them.
 *
 * <p>Persistence: the queue of each server is a small file; other files in the folder are ignored. A change that is under way takes its place again when it is saved, should the file be lost.
 * Threads: any. Builds are loaded, logged to and ended without the lock. Errors: at a server whose file cannot be read it is nobody's turn.
 */
@Extension
public class ServerQueue {

    private static final Logger LOGGER = Logger.getLogger(ServerQueue.class.getName());

    /** Guarded by this. */
    private final Map<String, List<QueueEntry>> queues = new HashMap<>();

    private String home;

    synchronized QueueLoad load() {
        return QueueLoad.of(queues.values());
    }

    static ServerQueue get() {
        return ExtensionList.lookupSingleton(ServerQueue.class);
    }

    /** The ID of this home of Jenkins. */
    synchronized String home() {
        home = home == null ? HomeId.in(QueueFiles.folder()) : home;
        return home;
    }

    /** Joins the queue of the change's server, unless it is there already. @return what goes right before it, or null when it is its turn */
    @CheckForNull
    Ahead ahead(ChangeRecord change, Run<?, ?> run) {
        String server = QueueFiles.server(change);
        QueueEntry mine = new QueueEntry(run, change);
        try {
            sweep(server, mine);
            return Ahead.of(mine, enter(server, mine));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot read or write who changes server " + server);
            return new Ahead(
                    Messages.ServerQueue_unreadable(QueueFiles.of(server).getFile(), e.getMessage()));
        }
    }

    /** What goes right before a change that has joined, for its page: nothing is joined, loaded or said. */
    @CheckForNull
    Ahead waitsFor(ChangeRecord change, Run<?, ?> run) {
        try {
            return Ahead.of(new QueueEntry(run, change), entries(QueueFiles.server(change)));
        } catch (IOException e) {
            return new Ahead(change.waitsFor());
        }
    }

    /** Whether another change of the server waits until this one is over. */
    boolean isAwaited(ChangeRecord change) {
        try {
            return Ahead.isAwaited(change, entries(QueueFiles.server(change)));
        } catch (IOException e) { // nobody has a turn then
            return false;
        }
    }

    private synchronized List<QueueEntry> enter(String server, QueueEntry mine) throws IOException {
        List<QueueEntry> queue = queue(server);
        int place = queue.indexOf(mine);
        if (place < 0) {
            List<QueueEntry> longer = new ArrayList<>(queue);
            longer.add(mine);
            save(server, longer);
            return longer;
        }
        queue.get(place).joined(mine.joined());
        return List.copyOf(queue);
    }

    /** Keeps the place of a change that is under way, or not over yet; once it is about to be sent, those that were released before are overtaken. */
    void keep(ChangeRecord change, Run<?, ?> run) {
        QueueEntry mine = new QueueEntry(run, change);
        found(change, mine);
        if (change.exposure().mayHaveSent()) {
            overtake(QueueFiles.server(change), mine);
        }
    }

    private synchronized void overtake(String server, QueueEntry by) {
        try {
            List<QueueEntry> queue = queue(server);
            if (queue.stream()
                            .filter(entry -> !entry.equals(by) && entry.overtake())
                            .count()
                    > 0) {
                save(server, queue);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down who changes server " + server);
        }
    }

    void found(ChangeRecord change, QueueEntry entry) {
        String server = QueueFiles.server(change);
        if (Validation.serverId(server) == null) {
            try {
                enter(server, entry);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot write down who changes server " + server);
            }
        }
    }

    /** Lets the next one have its turn. */
    void leave(ChangeRecord change, Run<?, ?> run) {
        String server = QueueFiles.server(change);
        if (Validation.serverId(server) == null) { // else refused before it could join, and no name for a file
            remove(server, List.of(new QueueEntry(run, change)));
        }
    }

    /** Sees to the changes that nobody drives, at all servers. */
    void sweep() {
        for (String server : QueueFiles.servers()) {
            try {
                sweep(server, null);
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot see to the changes of server " + server);
            }
        }
    }

    private void sweep(String server, @CheckForNull QueueEntry butThis) throws IOException {
        List<QueueEntry> over = new ArrayList<>();
        List<QueueEntry> driverless = new ArrayList<>();
        for (QueueEntry entry : entries(server)) {
            Standing standing = entry.equals(butThis) ? Standing.ALIVE : entry.standing();
            switch (standing) {
                case OVER -> over.add(entry);
                case LEFT, DETACHED -> driverless.add(entry);
                case ALIVE, UNREADABLE -> {}
            }
        }
        if (!over.isEmpty()) {
            remove(server, over);
        }
        driverless.forEach(entry -> DetachedChanges.follow(entry.run(), entry.changeId()));
    }

    synchronized List<QueueEntry> entries(String server) throws IOException {
        return List.copyOf(queue(server));
    }

    /** Gives up the turn of a change; what cannot be read leaves the queue. @throws IOException when that cannot be written down */
    synchronized void release(String server, QueueEntry entry) throws IOException {
        entry.released(true);
        try {
            List<QueueEntry> queue = new ArrayList<>(queue(server));
            queue.removeIf(each -> each.equals(entry) && !each.isReadable());
            save(server, queue);
        } catch (IOException | RuntimeException e) {
            entry.released(false);
            throw e;
        }
    }

    /** Makes a queue that cannot be read anew, of the unfinished changes of its server that are found in builds. @throws IOException when it cannot be written */
    Result remake(String server) throws IOException {
        List<QueueEntry> found = LostQueues.of(server);
        synchronized (this) {
            try {
                queue(server);
                return Result.NONE;
            } catch (IOException e) {
                LOGGER.log(Level.FINE, e, () -> "the queue of server " + server + " is made anew");
                QueueFiles.setAside(server);
                save(server, found);
                return Result.RELEASED;
            }
        }
    }

    private synchronized void remove(String server, List<QueueEntry> gone) {
        try {
            List<QueueEntry> left = new ArrayList<>(queue(server));
            if (left.removeAll(gone) || left.isEmpty()) {
                save(server, left);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down who changes server " + server);
        }
    }

    private List<QueueEntry> queue(String server) throws IOException {
        List<QueueEntry> known = queues.get(server);
        if (known == null) {
            known = QueueFiles.read(server);
            queues.put(server, known);
        }
        return known;
    }

    /** As after a restart. For tests. */
    synchronized void forget(String server) {
        queues.remove(server);
    }

    /** In memory as well only when it is on disk. */
    private void save(String server, List<QueueEntry> queue) throws IOException {
        QueueFiles.write(server, queue);
        if (queue.isEmpty()) {
            queues.remove(server);
        } else {
            queues.put(server, queue);
        }
    }

    /** A job or folder has another name. */
    synchronized void moved(String from, String to) {
        for (String server : QueueFiles.servers()) {
            try {
                List<QueueEntry> queue = queue(server);
                Boolean[] moved =
                        queue.stream().map(entry -> entry.moved(from, to)).toArray(Boolean[]::new);
                if (Arrays.asList(moved).contains(true)) {
                    save(server, queue);
                }
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot write down that a change of server " + server + " moved");
            }
        }
    }
}
