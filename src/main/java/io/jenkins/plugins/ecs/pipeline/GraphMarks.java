package io.jenkins.plugins.ecs.pipeline;

import hudson.model.Result;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What the graph of a Pipeline shows of a step. Threads: any. Errors are logged: no mark is worth a change. */
final class GraphMarks {

    private static final Logger LOGGER = Logger.getLogger(GraphMarks.class.getName());

    private GraphMarks() {}

    /** Where the change stands, in the list of running steps. */
    static String status(ChangeRecord change) {
        String progress = Texts.progress(change, Instant.now());
        return Messages.EcsChangeOsExecution_status(
                Labels.server(change), change.request().site(), progress);
    }

    /** Names server and site, unless the Pipeline has given the step a label of its own. */
    static void label(StepContext step, ChangeRecord change) {
        String server = Labels.server(change);
        try {
            FlowNode node = step.get(FlowNode.class);
            if (node != null && node.getAction(LabelAction.class) == null) {
                node.addAction(new LabelAction(Messages.EcsChangeOsExecution_label(
                        server, change.request().site())));
            }
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot label the step that changes " + server);
        }
    }

    /** Shows the step as failed though the Pipeline goes on. */
    static void failed(StepContext step, String why) {
        try {
            FlowNode node = step.get(FlowNode.class);
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.FAILURE).withMessage(why));
            }
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot mark the step as failed: " + why);
        }
    }
}
