package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Changes of one server wait for each other, whatever asks for them. */
class ServerQueueTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private JenkinsScene scene;

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void changesAServerForOneBuildAfterTheOther() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            Run<?, ?> first = startPipeline(jenkins, "first", "Cloud job: INIT");
            Run<?, ?> second = startFreestyle(jenkins, "second", "first #1 is changing the OS of this server");
            Run<?, ?> third = startPipeline(jenkins, "third", "second #1 is changing the OS of this server");
            assertEquals("waiting for second #1", label(third));
            assertEquals(1, scene.cloud.changeRequests());

            for (Run<?, ?> run : new Run<?, ?>[] {first, second, third}) {
                jenkins.waitForMessage("Cloud job: INIT", run);
                scene.cloud.region().finishJobs();
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
                // The one before left a running server behind.
                scene.cloud.region().addServer(Region.SERVER, "web-1", "SHUTOFF");
            }
            assertEquals(3, scene.cloud.changeRequests());
            assertFalse(queueFile(jenkins).exists());
        });
    }

    @Test
    void keepsEverybodysPlaceOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            startPipeline(jenkins, "second", "first #1 is changing the OS of this server");
        });
        sessions.then(jenkins -> {
            Run<?, ?> third = startFreestyle(jenkins, "third", "second #1 is changing the OS of this server");
            assertEquals(State.QUEUED, change(run(jenkins, "second")).state());
            assertEquals(1, scene.cloud.changeRequests());

            scene.cloud.jobsTake(Duration.ofSeconds(1));
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "first")));
            jenkins.waitForCompletion(run(jenkins, "second"));
            jenkins.waitForCompletion(third);
            long secondEnd =
                    change(run(jenkins, "second")).stateEntries().get(2).since().toEpochMilli();
            long thirdBegin = change(third).stateEntries().get(1).since().toEpochMilli();
            assertEquals(Math.min(secondEnd, thirdBegin), secondEnd);
        });
    }

    @Test
    void leavesTheQueueAfterARestartToo() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            assertTrue(queueFile(jenkins).exists());
        });
        sessions.then(jenkins -> {
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "first")));
            assertFalse(queueFile(jenkins).exists());
        });
    }

    @Test
    void letsTheNextOneHaveTheTurnOfAWaiterThatWasAborted() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            WorkflowRun second = startPipeline(jenkins, "second", "first #1 is changing the OS of this server");
            Run<?, ?> third = startFreestyle(jenkins, "third", "second #1 is changing the OS of this server");

            second.doStop();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(second));
            jenkins.waitForMessage("first #1 is changing the OS of this server", third);

            ((FreeStyleBuild) third).doStop();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(third));
            jenkins.assertLogContains("the OS of server " + Region.SERVER + " was not changed", third);
        });
    }

    @Test
    void doesNotWaitForAFreestyleBuildThatARestartHasEnded() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startFreestyle(jenkins, "first", "Cloud job: INIT");
            startPipeline(jenkins, "second", "first #1 is changing the OS of this server");
        });
        sessions.then(jenkins -> {
            // It sees what the first build has left behind.
            Run<?, ?> second = jenkins.waitForCompletion(run(jenkins, "second"));
            jenkins.assertBuildStatus(Result.FAILURE, second);
            jenkins.assertLogContains("another operation is running on the server (REBUILD, rebuilding)", second);
            Run<?, ?> first = jenkins.jenkins
                    .getItemByFullName("first", FreeStyleProject.class)
                    .getBuildByNumber(1);
            ChangeRecord left = JenkinsScene.awaitEnd(change(first));
            jenkins.assertLogContains(left.failure().message(), first);
            jenkins.assertLogContains(
                    "The cloud accepted the OS change: cloud job "
                            + change(first).job().id(),
                    first);
        });
    }

    private static File queueFile(JenkinsRule jenkins) {
        return new File(jenkins.jenkins.getRootDir(), "ecs-change-os/" + Region.SERVER + ".xml");
    }

    private static WorkflowRun startPipeline(JenkinsRule jenkins, String name, String message) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "ecsChangeOs(serverId: '%s', imageId: '%s', pollSeconds: 1)".formatted(Region.SERVER, Region.IMAGE),
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(message, run);
        return run;
    }

    private static Run<?, ?> startFreestyle(JenkinsRule jenkins, String name, String message) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        Run<?, ?> run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(message, run);
        return run;
    }

    private static WorkflowRun run(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }

    private static String label(Run<?, ?> run) {
        return change(run).stateLabel();
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
