package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.log.OutputStreamTaskListener;
import org.junit.jupiter.api.Test;

class LogLineTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    /** A listener of a step, as Pipeline gives it. */
    private record OfStep(OutputStream out) implements OutputStreamTaskListener {
        @Override
        public OutputStream getOutputStream() {
            return out;
        }

        @Override
        public PrintStream getLogger() {
            throw new AssertionError("16 KiB for each waiting step");
        }
    }

    @Test
    void writesToAStepWithoutAPrintStream() {
        LogLine.write(new OfStep(log), "web-1: größer");
        assertEquals("web-1: größer" + System.lineSeparator(), log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhenAStepsLogIsFull() {
        TaskListener full = new OfStep(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space left");
            }
        });
        assertThrows(UncheckedIOException.class, () -> LogLine.write(full, "web-1: changed"));
    }

    @Test
    void writesToAnyOtherListener() {
        LogLine.write(new StreamTaskListener(log, StandardCharsets.UTF_8), "web-1: changed");
        assertEquals("web-1: changed" + System.lineSeparator(), log.toString(StandardCharsets.UTF_8));
    }
}
