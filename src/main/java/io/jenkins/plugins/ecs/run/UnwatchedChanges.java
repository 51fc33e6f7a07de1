package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.report.OsChangeAction;

/** When a build ends without its changes, by a hard kill or because a crash left nothing to go on with: its log says what becomes of the servers. */
@Extension
public class UnwatchedChanges extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        OsChangeAction record = run.getAction(OsChangeAction.class);
        if (record == null) {
            return;
        }
        for (OsChange change : record.getChanges()) {
            if (!change.state().ended() && !change.isAbandoned()) {
                listener.getLogger().println(change.abandon());
                ChangePool.get().submit(() -> RunContext.close(change, run));
            }
        }
    }
}
