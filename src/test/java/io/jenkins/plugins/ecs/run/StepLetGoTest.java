package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Pipeline goes on after one of its steps was aborted, while the controller follows the change of that step. */
class StepLetGoTest extends WithScene {

    private static final String CALL =
            "ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', pollSeconds: 1%s)";

    @BeforeEach
    void lookOften() {
        System.setProperty(DetachedChanges.class.getName() + ".seconds", "1");
        scene.cloud.jobsTake(Duration.ofHours(1));
    }

    @AfterEach
    void lookAsUsual() {
        System.clearProperty(DetachedChanges.class.getName() + ".seconds");
    }

    private WorkflowRun start(String next) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "try { timeout(time: 3, unit: 'SECONDS') { " + CALL.formatted(Region.SERVER, Region.IMAGE, "")
                        + " } } catch (e) { echo 'let go' }\n" + next,
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("let go", run);
        return run;
    }

    @Test
    void keepsItsLogAndChangesTheServerAgain() throws Exception {
        WorkflowRun run = start(
                CALL.formatted(Region.SERVER, Region.IMAGE, ", stopFirst: true, changeAgainAfterUnknownOutcome: true"));
        jenkins.waitForMessage("Queued: waiting for cloud job", run);
        assertEquals(1, scene.cloud.changeRequests());
        scene.cloud.jobsTake(Duration.ofSeconds(1));
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("After the end of the step: OS of server web-1", run);
        jenkins.assertLogContains("Finished: SUCCESS", run);
        assertEquals(2, scene.cloud.changeRequests());
        assertEquals(
                Outcome.CHANGED, RunChanges.in(run).records().get(0).aftermath().outcome());
    }
}
