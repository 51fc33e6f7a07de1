package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
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

    /** Aborts the step once the cloud has accepted its change, and has the Pipeline go on. */
    private WorkflowRun start(String next) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String call = CALL.formatted(Region.SERVER, Region.IMAGE, "");
        job.setDefinition(new CpsFlowDefinition("try { " + call + " } catch (e) { echo 'let go' }\n" + next, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        JenkinsScene.awaitLine("Cloud job: INIT", run);
        for (StepExecution step : run.getExecution().getCurrentExecutions(true).get(1, TimeUnit.MINUTES)) {
            step.stop(new FlowInterruptedException(Result.ABORTED, false));
        }
        JenkinsScene.awaitLine("let go", run);
        return run;
    }

    @Test
    void keepsItsLogAndChangesTheServerAgain() throws Exception {
        WorkflowRun run = start(
                CALL.formatted(Region.SERVER, Region.IMAGE, ", stopFirst: true, changeAgainAfterUnknownOutcome: true"));
        JenkinsScene.awaitLine("Queued: waiting for cloud job", run);
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
