package io.jenkins.plugins.ecs.run;

import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.log.LogStorage;

/**
 * Writes a line into the log of a build that may have ended: of a Pipeline, where its log is stored, which need not be a file. A Pipeline that goes on after its step has ended writes that log itself: then it is
 * not opened a second time, since closing it would lose all that the Pipeline writes from then on.
 *
 * <p>Threads: any. Errors are logged.
 */
final class LateLog {

    private static final Logger LOGGER = Logger.getLogger(LateLog.class.getName());

    private LateLog() {}

    static void say(Run<?, ?> run, String line) {
        try {
            FlowExecutionOwner owner =
                    run instanceof FlowExecutionOwner.Executable pipeline ? pipeline.asFlowExecutionOwner() : null;
            if (!KeptChange.isBuild(run.getRootDir())) {
                LOGGER.info(() -> "of a build that was deleted, " + run + ": " + line);
            } else if (owner != null && run.isBuilding()) {
                owner.getListener().getLogger().println(line);
            } else if (owner != null) {
                say(owner, line);
            } else {
                try (StreamTaskListener log =
                        new StreamTaskListener(new FileOutputStream(run.getLogFile(), true), run.getCharset())) {
                    log.getLogger().println(line);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot tell in the log of " + run + ": " + line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(FlowExecutionOwner owner, String line) throws IOException, InterruptedException {
        BuildListener listener = LogStorage.of(owner).overallListener();
        listener.getLogger().println(line);
        listener.getLogger().flush();
        close(listener);
    }

    private static void close(TaskListener listener) throws IOException {
        if (listener instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
