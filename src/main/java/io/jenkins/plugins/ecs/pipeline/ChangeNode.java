package io.jenkins.plugins.ecs.pipeline;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.run.RunChanges;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.PersistentAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Tells which change belongs to a node of a Pipeline's graph.
 *
 * <p>Persistence: with the node, the ID of the change. Threads: any.
 */
final class ChangeNode extends InvisibleAction implements PersistentAction {

    private final String changeId;

    private ChangeNode(String changeId) {
        this.changeId = changeId;
    }

    /** Notes it at the node of a step. */
    static void mark(StepContext step, String changeId) throws IOException, InterruptedException {
        FlowNode node = step.get(FlowNode.class);
        if (node != null) {
            node.addAction(new ChangeNode(changeId));
        }
    }

    /**
     * Whether no change inside of a block has sent anything that may change a server, or is still at work.
     *
     * @param block as whoever waits for the end of the block is given it: its node is the end of the block's body
     */
    static boolean nothingChangedIn(StepContext block) throws IOException, InterruptedException {
        FlowNode at = block.get(FlowNode.class);
        FlowNode begin = at instanceof BlockEndNode<?> end ? end.getStartNode() : at;
        if (!(begin instanceof BlockStartNode)) {
            return false; // nobody knows what is inside
        }
        RunChanges changes = RunChanges.in(block.get(Run.class));
        if (changes == null) {
            return true;
        }
        for (FlowNode node : new DepthFirstScanner().allNodes(begin.getExecution())) {
            ChangeNode marked = node.getAction(ChangeNode.class);
            boolean inside = marked != null && node.getAllEnclosingIds().contains(begin.getId());
            if (inside && !isHarmless(changes.get(marked.changeId))) {
                return false;
            }
        }
        return true;
    }

    /** @param change null where it ended before it was begun */
    private static boolean isHarmless(ChangeRecord change) {
        return change == null || change.state().ended() && !change.exposure().mayHaveSent();
    }
}
