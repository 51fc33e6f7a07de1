package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** When a build ends without its changes, by a hard kill or because a crash left nothing to go on with: its log says what becomes of the servers. */
@Extension
public class UnwatchedChanges extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(UnwatchedChanges.class.getName());

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        OsChangeAction record = run.getAction(OsChangeAction.class);
        if (record == null) {
            return;
        }
        for (OsChange change : record.getChanges()) {
            if (!change.state().ended() && !change.isAbandoned()) {
                listener.getLogger().println(change.abandon());
                ChangePool.get().schedule(() -> close(change, run), Duration.ZERO);
            }
        }
    }

    private static void close(OsChange change, Run<?, ?> run) {
        try {
            RunContext.close(change, run);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down the end of a change in " + run);
        }
    }
}
