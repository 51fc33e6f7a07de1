package io.jenkins.plugins.ecs.scale;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * How many bytes this process writes to files of a Jenkins home, by whose they are; the JVM tells of each write. What is written over sockets is not counted, nor what is overwritten or deleted
 * soon after taken off.
 */
final class WrittenBytes {

    private static final String EVENT = "jdk.FileWrite";

    private final Map<String, LongAdder> byOwner = new ConcurrentHashMap<>();
    private RecordingStream events;

    /** Begins, or goes on, with all that was counted so far. */
    void count() {
        events = new RecordingStream();
        events.enable(EVENT).withThreshold(Duration.ZERO).withoutStackTrace();
        events.onEvent(EVENT, this::count);
        events.startAsync();
    }

    private void count(RecordedEvent event) {
        String path = event.getString("path");
        if (path != null) {
            byOwner.computeIfAbsent(owner(Path.of(path)), name -> new LongAdder())
                    .add(event.getLong("bytesWritten"));
        }
    }

    /** Files are written under a temporary name that begins with their own, or with nothing but {@code atomic}: so Pipeline writes its program. */
    private static String owner(Path path) {
        String whole = path.toString();
        String name = path.getFileName().toString();
        if (whole.contains("/ecs-os-changes") || whole.contains("/ecs-change-os")) {
            return "ours";
        } else if (whole.contains("/fingerprints/") || whole.contains("credential")) {
            return "credentials";
        } else if (name.startsWith("log")) {
            return "log";
        } else if (whole.contains("/workflow")) {
            return "graph";
        } else if (name.startsWith("build.xml")) {
            return "build";
        } else if (name.startsWith("atomic") || name.startsWith("program")) {
            return "program";
        }
        return "others";
    }

    /** Prints what was written so far for each change, in all and by owner: {@code ours} are the plugin's own files, {@code program} and {@code graph} Pipeline's. */
    void print(String name, int changes) {
        Map<String, Long> sums = new TreeMap<>();
        byOwner.forEach((owner, bytes) -> sums.put(owner, bytes.sum()));
        long total = sums.values().stream().mapToLong(Long::longValue).sum();
        Parts.print(name, total / 1024.0 / changes, "KiB");
        sums.forEach((owner, bytes) -> Parts.print(name + "_" + owner, bytes / 1024.0 / changes, "KiB"));
    }

    /** Everything that was written so far is counted when this returns; what comes later is not. Nothing that counting needs is in the heap afterwards. */
    void pause() {
        if (events != null) {
            events.stop();
            events.close();
            events = null;
        }
    }
}
