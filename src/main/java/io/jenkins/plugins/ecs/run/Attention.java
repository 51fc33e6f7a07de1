package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.AtomicFileWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What of the OS changes somebody should look at: outcomes that nobody knows, and queues that do not move. Cheap to ask on every page: queues are looked at once a minute.
 *
 * <p>Persistence: what was dismissed, a line for each in a file beside the queues; what comes up later is told, whatever the clock shows. Threads: any. Errors: logged.
 */
@Extension
public final class Attention {

    private static final Logger LOGGER = Logger.getLogger(Attention.class.getName());

    private List<ChangeInFlight> stuck = List.of();
    private Set<String> dismissed;

    public static Attention get() {
        return ExtensionList.lookupSingleton(Attention.class);
    }

    /** Looks at all queues. */
    void look() {
        List<ChangeInFlight> found =
                ChangeInFlight.all().stream().filter(ChangeInFlight::isStuck).toList();
        synchronized (this) {
            stuck = found;
        }
    }

    private static String key(ChangeInFlight change) {
        return "queue " + change.serverId() + ' ' + change.changeId();
    }

    private static String key(ChangeSummary change) {
        return "outcome " + change.id() + ' ' + change.since();
    }

    /** The queues that did not move when they were last looked at, but those of which that was dismissed. */
    public synchronized List<ChangeInFlight> stuck() {
        return stuck.stream().filter(each -> !dismissed().contains(key(each))).toList();
    }

    /** Outcomes that nobody knows, of servers that no later change has settled, but those that were dismissed. */
    public List<ChangeSummary> unknown() {
        Set<String> silenced;
        synchronized (this) {
            silenced = dismissed();
        }
        return LastOutcomes.get().unknown().stream()
                .filter(each -> !silenced.contains(key(each)))
                .toList();
    }

    /** Tells no more of what is told now. @throws IOException when that cannot be written down */
    public void dismiss() throws IOException {
        Set<String> told = new TreeSet<>();
        LastOutcomes.get().unknown().forEach(each -> told.add(key(each)));
        dismiss(told);
    }

    private synchronized void dismiss(Set<String> told) throws IOException {
        stuck.forEach(each -> told.add(key(each)));
        Files.createDirectories(QueueFiles.folder().toPath());
        try (AtomicFileWriter writer = new AtomicFileWriter(file(), StandardCharsets.UTF_8)) {
            writer.write(String.join("\n", told));
            writer.commit();
        }
        dismissed = told;
    }

    private Set<String> dismissed() {
        if (dismissed == null) {
            dismissed = read();
        }
        return dismissed;
    }

    private static Set<String> read() {
        try {
            return Set.copyOf(Files.readAllLines(file()));
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot read what was dismissed: " + file());
            return Set.of();
        }
    }

    private static Path file() {
        return new File(QueueFiles.folder(), "dismissed.txt").toPath();
    }
}
