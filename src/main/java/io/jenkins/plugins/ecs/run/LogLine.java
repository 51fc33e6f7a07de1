package io.jenkins.plugins.ecs.run;

import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.log.OutputStreamTaskListener;

/**
 * Writes lines of a build log. In a Pipeline each step has a log stream of its own as long as it runs, and its {@code PrintStream} alone would hold 16 KiB for each of a thousand waiting
 * changes: so that one is never made.
 *
 * <p>Threads: any; lines stay whole.
 */
public final class LogLine {

    private static final Logger LOGGER = Logger.getLogger(LogLine.class.getName());

    private LogLine() {}

    /** @throws UncheckedIOException when a Pipeline's log does not take it */
    public static void write(TaskListener listener, String line) {
        if (!(listener instanceof OutputStreamTaskListener pipeline)) {
            listener.getLogger().println(line);
            return;
        }
        byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        OutputStream out = pipeline.getOutputStream();
        try {
            synchronized (listener) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #write}, for what goes on whether or not it can be told. */
    public static void tryWrite(TaskListener listener, String line) {
        try {
            write(listener, line);
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot log: " + line);
        }
    }
}
