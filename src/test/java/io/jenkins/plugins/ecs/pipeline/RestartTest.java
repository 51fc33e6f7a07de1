package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.run.DiskSearch;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A Pipeline goes on with its change after Jenkins was restarted. */
class RestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private JenkinsScene scene;

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void followsTheJobAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            waitingRun(jenkins);
        });
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertEquals(1, scene.cloud.changeRequests());
            assertEquals(Region.IMAGE, scene.cloud.region().at(Region.SERVER).imageId());
        });
    }

    @Test
    void keepsUserDataEncryptedOnDiskWhileItWaits() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            waitingRun(jenkins);
        });
        sessions.then(jenkins -> {
            // The script itself does not hold the word, which is put together when it runs.
            assertThat(DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), "hush-hush-hush"), empty());
            run(jenkins).doKill();
            jenkins.waitForCompletion(run(jenkins));
        });
    }

    private static void waitingRun(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "re-image");
        // Longer than what Pipeline keeps of arguments, which it keeps in clear.
        job.setDefinition(new CpsFlowDefinition("""
                ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'user-and-password', pollSeconds: 1,
                    userData: (1..3).collect { 'hush' }.join('-').padRight(1100))
                """.formatted(Region.SERVER, Region.IMAGE), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Job: INIT", run);
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("re-image", WorkflowJob.class).getBuildByNumber(1);
    }
}
