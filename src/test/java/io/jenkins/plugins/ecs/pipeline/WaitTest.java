package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.Stage;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;

/** What is seen of a Pipeline that waits for its change, and how the wait can end early. */
class WaitTest extends WithScene {

    private static final String STEP =
            "ecsChangeOs(serverId: '%s', imageId: '%s', pollSeconds: 1)".formatted(Region.SERVER, Region.IMAGE);

    @Test
    void showsItsStateAndServer() throws Exception {
        WorkflowRun run = waiting(Stage.SUBMITTED, STEP);

        List<String> states = Collections.synchronizedList(new ArrayList<>());
        StepExecution.acceptAll(execution -> states.add(execution.getStatus())).get();
        String state = "changing the OS of web-1 (" + Region.SERVER + ") at site ‘simulated’: cloud job running";
        assertThat(states, hasItem(startsWith(state))); // and for how long, once that is a second
        List<String> labels = new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .map(node -> node.getAction(LabelAction.class))
                        .filter(Objects::nonNull)
                        .map(LabelAction::getDisplayName)
                        .toList();
        assertEquals(List.of("Change the OS of web-1 (" + Region.SERVER + ") at site ‘simulated’"), labels);
        run.doStop();
        jenkins.waitForCompletion(run);
    }

    @Test
    void endsByTheTimeoutStep() throws Exception {
        WorkflowRun run = waiting(Stage.SUBMITTED, "timeout(time: 3, unit: 'SECONDS') { " + STEP + " }");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));

        ChangeRecord change = JenkinsScene.awaitEnd(change(run));
        assertEquals(Kind.DETACHED, change.failure().kind());
        jenkins.assertLogContains("this does not cancel the OS change of server web-1", run);
        jenkins.assertLogContains("job " + change.job().id(), run);
        jenkins.assertLogContains("Jenkins continues to monitor this cloud job", run);
    }

    @Test
    void sendsNothingMoreAfterAHardKill() throws Exception {
        WorkflowRun run = waiting(Stage.THROTTLED, STEP);

        run.doKill();

        jenkins.waitForCompletion(run);
        ChangeRecord change = JenkinsScene.awaitEnd(change(run));
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(JenkinsRule.getLog(run), containsString(change.failure().message()));
        assertEquals(0, scene.cloud.region().changes());
    }

    @Test
    void keepsTheJobOfARequestWhoseBranchIsGone() throws Exception {
        Faults.Held reply = scene.cloud.faults().hold("POST", "/changeos");
        scene.cloud.jobsTake(Duration.ofHours(1));
        try (LogRecorder warnings = new LogRecorder()
                .record("io.jenkins.plugins.ecs", Level.WARNING)
                .capture(20)) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("""
                    parallel a: { catchError(catchInterruptions: true) { timeout(time: 8, unit: 'SECONDS') { %s } }; echo 'branch over' },
                        b: { sleep 600 }
                    """.formatted(STEP), true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            reply.awaitRequest();
            jenkins.waitForMessage("Wait aborted", run);
            jenkins.waitForMessage("branch over", run);
            reply.release();
            ChangeRecord change = JenkinsScene.awaitEnd(change(run));
            assertEquals(Kind.DETACHED, change.failure().kind());
            assertTrue(run.isBuilding());
            assertThat(warnings.getMessages(), empty());
            run.doStop();
            jenkins.waitForCompletion(run);
        }
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void tellsALaterBranchThatItWaitsForThisBuild() throws Exception {
        WorkflowRun run = waiting(Stage.SUBMITTED, """
                parallel a: { %1$s }, b: { %1$s }
                """.formatted(STEP));

        jenkins.waitForMessage("Queued: waiting for an earlier OS change of this build", run);
        String warning = "this build is to change the OS of server " + Region.SERVER + " more than once";
        assertEquals(2, JenkinsRule.getLog(run).split(warning, -1).length, "told to one of them");
        jenkins.assertLogNotContains("has already changed", run);
        jenkins.assertLogNotContains("another build", run);
        for (String page : List.of("", "ecs-os-changes/fragment", "ecs-os-changes/api/json")) {
            assertThat(page, shown(run, page), containsString("an earlier OS change of this build"));
        }
        String build = shown(run, "");
        assertThat(build, containsString("web-1 (simulated)"));
        assertThat(
                "by the name that the other has seen",
                build,
                containsString("web-1 (" + Region.SERVER + ", simulated)"));
        run.doStop();
        jenkins.waitForCompletion(run);
    }

    private String shown(WorkflowRun run, String page) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            return client.goTo(run.getUrl() + page, null).getWebResponse().getContentAsString();
        }
    }

    private WorkflowRun waiting(Stage stage, String script) throws Exception {
        String there = stage.arrange(scene.cloud);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(there, run);
        return run;
    }

    private static ChangeRecord change(WorkflowRun run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
