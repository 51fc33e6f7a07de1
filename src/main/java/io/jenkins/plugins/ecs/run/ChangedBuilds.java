package io.jenkins.plugins.ecs.run;

import hudson.model.Job;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The numbers of a job's builds that have changes, so that nobody has to load builds to find them, however many others came since.
 *
 * <p>Persistence: a line for each in a file beside the job's configuration, which goes where the job goes; numbers of builds that are deleted stay. A line that is no number is left out. Threads: any. Errors are logged: a number
 * that could not be written down is missing in the history alone.
 */
public final class ChangedBuilds {

    private static final Logger LOGGER = Logger.getLogger(ChangedBuilds.class.getName());

    private ChangedBuilds() {}

    static synchronized void add(Run<?, ?> run) {
        File file = file(run.getParent());
        try {
            Files.writeString(
                    file.toPath(),
                    run.getNumber() + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot note that " + run + " changes servers");
        }
    }

    /** Whether the job has, or had, a build with changes. */
    public static boolean hasAny(Job<?, ?> job) {
        return file(job).exists();
    }

    /** The numbers, the newest first. */
    public static List<Integer> of(Job<?, ?> job) {
        try (Stream<String> lines = Files.lines(file(job).toPath(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.matches("\\d{1,9}"))
                    .map(Integer::valueOf)
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot read which builds of " + job + " changed servers");
            return List.of();
        }
    }

    private static File file(Job<?, ?> job) {
        return new File(job.getRootDir(), "ecs-os-changes.txt");
    }
}
