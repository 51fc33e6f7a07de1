package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.DiskSearch;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.SshLogin;
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

/** A Pipeline that waits for a login goes on waiting after Jenkins was restarted, and asks the cloud for nothing again. */
class LoginRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private JenkinsScene scene;
    private SshLogin login;

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void goesOnWaitingForTheLogin() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            login = SshLogin.add(scene.cloud);
            login.ssh().upAfter(Duration.ofHours(1));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "change");
            job.setDefinition(new CpsFlowDefinition(
                    """
                    ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'ssh', pollSeconds: 1,
                        waitForLogin: true, loginHost: '127.0.0.1', loginPort: %d)
                    """.formatted(Region.SERVER, Region.IMAGE, login.ssh().port()), true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("Not yet: ", run);
            assertEquals(State.LOGGING_IN, state(run));
            assertNoSecrets(jenkins);
        });
        int asked = scene.cloud.requestCount();
        sessions.then(jenkins -> {
            login.ssh().upAfter(Duration.ZERO);
            WorkflowRun run = run(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("Resuming after a restart: waiting for the new system to accept logins", run);
            jenkins.assertLogContains("succeeded; cloud-init: done", run);
            assertEquals(asked, scene.cloud.requestCount());
            assertEquals(1, scene.cloud.changeRequests());
            assertNoSecrets(jenkins);
        });
    }

    private void assertNoSecrets(JenkinsRule jenkins) throws Exception {
        for (String secret : new String[] {login.secretLine(), SshLogin.PASSPHRASE}) {
            assertThat(DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), secret), empty());
        }
    }

    private static State state(WorkflowRun run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0).state();
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("change", WorkflowJob.class).getBuildByNumber(1);
    }
}
