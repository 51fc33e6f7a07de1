package io.jenkins.plugins.ecs.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The outcomes of the last changes of this controller, so that nobody has to load builds to tell them. Dry runs, and changes that left a server as it was because it had the image already, are not among
 * them.
 *
 * <p>Persistence: a line of JSON for each outcome, in one file beside the queues; of one change, the last line counts. A line is appended, so a thousand ends at once are a thousand short writes; the file is
 * written anew, atomically, when it has twice as many lines as are kept. Those that nobody knows are kept longest. Threads: any. Errors: logged, never thrown, since no change may fail by it; a line that cannot
 * be read is left out.
 */
@Extension
public final class LastOutcomes {

    /** How many are kept. */
    public static final int MOST = 1000;

    private static final Logger LOGGER = Logger.getLogger(LastOutcomes.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .build();
    private static final Comparator<ChangeSummary> NEWEST = Comparator.comparing(
                    ChangeSummary::since, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed();

    private Map<String, ChangeSummary> known;
    private int lines;

    public static LastOutcomes get() {
        return ExtensionList.lookupSingleton(LastOutcomes.class);
    }

    /** The newest first. */
    public List<ChangeSummary> all() {
        List<ChangeSummary> all;
        synchronized (this) {
            all = new ArrayList<>(known().values());
        }
        all.sort(NEWEST);
        return kept(all);
    }

    private static List<ChangeSummary> kept(List<ChangeSummary> sorted) {
        if (sorted.size() <= MOST) {
            return sorted;
        }
        List<ChangeSummary> kept = new ArrayList<>(sorted);
        kept.sort(Comparator.comparing(change -> !change.isUnknown()));
        kept.subList(MOST, kept.size()).clear();
        kept.sort(NEWEST);
        return kept;
    }

    /** What nobody knows of servers that no later change has settled, the newest first. */
    public List<ChangeSummary> unknown() {
        Set<String> settled = new HashSet<>();
        List<ChangeSummary> unknown = new ArrayList<>();
        for (ChangeSummary change : all()) {
            if (change.isSuccess()) {
                settled.add(change.serverId());
            } else if (change.isUnknown() && !settled.contains(change.serverId())) {
                unknown.add(change);
            }
        }
        return unknown;
    }

    /** Keeps the outcome of a change that has ended, or what was found out since. */
    void note(ChangeRecord record, String job, int build) {
        if (record.state().ended() && !record.request().dryRun() && !record.unchanged()) {
            note(ChangeSummary.of(record, job, build));
        }
    }

    private synchronized void note(ChangeSummary change) {
        if (change.equals(known().get(change.id()))) {
            return;
        }
        known().put(change.id(), change);
        try {
            if (lines >= 2 * MOST) {
                rewrite();
            } else {
                Files.createDirectories(QueueFiles.folder().toPath());
                Files.writeString(
                        file(),
                        line(change),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                lines++;
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down the outcome of an OS change");
        }
    }

    private void rewrite() throws IOException {
        List<ChangeSummary> kept = all();
        known.keySet().retainAll(kept.stream().map(ChangeSummary::id).toList());
        try (AtomicFileWriter writer = new AtomicFileWriter(file(), StandardCharsets.UTF_8)) {
            for (int i = kept.size() - 1; i >= 0; i--) {
                writer.write(line(kept.get(i)));
            }
            writer.commit();
        }
        lines = kept.size();
    }

    private Map<String, ChangeSummary> known() {
        if (known == null) {
            known = new LinkedHashMap<>();
            try {
                read();
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot read the outcomes of OS changes: " + file());
            }
        }
        return known;
    }

    private void read() throws IOException {
        if (!Files.exists(file())) {
            return;
        }
        String text = new String(Files.readAllBytes(file()), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            lines++;
            ChangeSummary change = read(line);
            if (change != null && change.id() != null && change.job() != null && change.state() != null) {
                known.put(change.id(), change);
            }
        }
        if (!text.endsWith("\n")) { // a crash cut it off, and the next line would be lost with it
            rewrite();
        }
    }

    private static ChangeSummary read(String line) {
        try {
            return JSON.readValue(line, ChangeSummary.class);
        } catch (JsonProcessingException e) {
            LOGGER.log(Level.FINE, e, () -> "not the outcome of an OS change");
            return null;
        }
    }

    private static String line(ChangeSummary change) throws IOException {
        return JSON.writeValueAsString(change) + '\n';
    }

    /** A job or folder has another name. */
    synchronized void moved(String from, String to) {
        List<ChangeSummary> before = new ArrayList<>(known().values());
        known.replaceAll((id, change) -> change.moved(from, to));
        if (!Objects.equals(before, new ArrayList<>(known.values()))) {
            try {
                rewrite();
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "cannot write down that jobs with OS changes moved");
            }
        }
    }

    private static Path file() {
        return new File(QueueFiles.folder(), "outcomes.jsonl").toPath();
    }
}
