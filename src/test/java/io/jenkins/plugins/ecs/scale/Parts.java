package io.jenkins.plugins.ecs.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Measures one part after the other, each within its time. A part that fails is left out, and the others are measured all the same. */
final class Parts {

    /** More than any part takes on a busy machine. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private static final Path FIGURES = Path.of("target", "bench", "plugin.txt");

    private final List<String> failed = new ArrayList<>();
    private long deadline;

    interface Part {
        void measure(WrittenBytes written) throws Throwable;
    }

    /** @return whether it was measured */
    boolean measure(String name, Part part) throws IOException {
        long began = System.nanoTime();
        deadline = began + LONGEST.toNanos();
        WrittenBytes written = new WrittenBytes();
        try {
            part.measure(written);
        } catch (InterruptedException e) {
            throw new IOException("interrupted while " + name + " was measured", e);
        } catch (Throwable e) { // assertions as well
            e.printStackTrace(System.out);
            failed.add(name);
        } finally {
            written.pause();
        }
        print(name + "_measured_in", (System.nanoTime() - began) / 1e9, "s");
        return !failed.contains(name);
    }

    /** Those that were not measured. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** Waits within the time of the part. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("still waiting: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** Prints a figure, and writes it down at once: what Surefire keeps of the output is lost where the process is killed. */
    static void print(String name, double value, String unit) {
        String line = String.format(Locale.ROOT, "BENCH %s=%.2f %s%n", name, value, unit);
        System.out.print(line);
        try {
            Files.createDirectories(FIGURES.getParent());
            Files.writeString(FIGURES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
