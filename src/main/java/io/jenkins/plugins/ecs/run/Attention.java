package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.AtomicFileWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What of the OS changes somebody should look at: outcomes that nobody knows, and queues that do not move. Cheap to ask on every page: queues are looked at once a minute.
 *
 * <p>Persistence: when it was last dismissed, in a file beside the queues; what came up since then is told. Threads: any. Errors: logged.
 */
@Extension
public final class Attention {

    private static final Logger LOGGER = Logger.getLogger(Attention.class.getName());

    /** When each queue that does not move was first seen to stand still, by what holds it up. */
    private Map<String, Instant> stuckSince = Map.of();

    private List<ChangeInFlight> stuck = List.of();
    private Instant dismissed;

    public static Attention get() {
        return ExtensionList.lookupSingleton(Attention.class);
    }

    /** Looks at all queues. */
    void look() {
        List<ChangeInFlight> found =
                ChangeInFlight.all().stream().filter(ChangeInFlight::isStuck).toList();
        Instant now = now();
        synchronized (this) {
            Map<String, Instant> since = new HashMap<>();
            found.forEach(each -> since.put(key(each), stuckSince.getOrDefault(key(each), now)));
            stuckSince = since;
            stuck = found;
        }
    }

    private static String key(ChangeInFlight change) {
        return change.serverId() + ' ' + change.changeId();
    }

    private static Instant now() {
        return ChangeClock.get().wall().instant();
    }

    /** The queues that did not move when they were last looked at, but those of which that was dismissed. */
    public synchronized List<ChangeInFlight> stuck() {
        return stuck.stream()
                .filter(each -> stuckSince.get(key(each)).isAfter(dismissed()))
                .toList();
    }

    /** Outcomes that nobody knows, of servers that no later change has settled, but those that were dismissed. */
    public List<ChangeSummary> unknown() {
        Instant until;
        synchronized (this) {
            until = dismissed();
        }
        return LastOutcomes.get().unknown().stream()
                .filter(each -> isAfter(each.since(), until))
                .toList();
    }

    private static boolean isAfter(@CheckForNull Long millis, Instant until) {
        return millis != null && Instant.ofEpochMilli(millis).isAfter(until);
    }

    /** Tells no more of what is told now. @throws IOException when that cannot be written down */
    public synchronized void dismiss() throws IOException {
        Instant now = now();
        Files.createDirectories(QueueFiles.folder().toPath());
        try (AtomicFileWriter writer = new AtomicFileWriter(file(), StandardCharsets.UTF_8)) {
            writer.write(now.toString());
            writer.commit();
        }
        dismissed = now;
    }

    private Instant dismissed() {
        if (dismissed == null) {
            dismissed = read();
        }
        return dismissed;
    }

    private static Instant read() {
        try {
            return Instant.parse(Files.readString(file()).trim());
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        } catch (IOException | DateTimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot read what was dismissed: " + file());
            return Instant.EPOCH;
        }
    }

    private static Path file() {
        return new File(QueueFiles.folder(), "dismissed.txt").toPath();
    }
}
