package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.run.SharedScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.Set;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is particular to the Pipeline step. */
class EcsChangeOsStepTest extends SharedScene {

    private static final String IDS = "serverId: '" + Region.SERVER + "', imageId: '" + Region.IMAGE + "'";

    @Test
    void returnsWhatItDidToASandboxedScript() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("""
            def done = ecsChangeOs(%s, keyCredentialId: 'web-login', pollSeconds: 1,
                userData: '#cloud-config\\npackages: [nginx]\\n')
            echo "status ${done.status} server ${done.serverId} image ${done.imageId} job ${done.jobId}"
            echo "disk ${done.systemVolumeId} at ${done.addresses[0]} in ${done.durationSeconds} s"
            echo "from ${done.beginTime} to ${done.endTime}"
            """.formatted(IDS)));

        String disk = scene.cloud.region().at(Region.SERVER).systemVolumeId();
        jenkins.assertLogContains("status SUCCESS server " + Region.SERVER + " image " + Region.IMAGE + " job ", run);
        jenkins.assertLogContains("disk " + disk + " at 192.168.1.99 in ", run);
        assertThat(JenkinsRule.getLog(run), matchesPattern("(?s).*from \\d{4}-.*Z to \\d{4}-.*Z.*"));
    }

    @Test
    void returnsTheServerAsItIsWhereThereIsNothingToDo() throws Exception {
        String disk = scene.cloud.region().at(Region.SERVER).systemVolumeId();
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("""
            def done = ecsChangeOs(serverId: '%s', imageId: '%s', skipIfCurrent: true)
            echo "status ${done.status} job ${done.jobId} disk ${done.systemVolumeId} at ${done.addresses[0]}"
            """.formatted(Region.SERVER, Region.OLD_IMAGE)));

        jenkins.assertLogContains("status UNCHANGED job null disk " + disk + " at 192.168.1.99", run);
        assertEquals(1, scene.cloud.requestCount());
    }

    @Test
    void asksForTheContextThatItUses() {
        assertEquals(
                Set.of(Run.class, FlowNode.class, TaskListener.class),
                new EcsChangeOsStep.DescriptorImpl().getRequiredContext());
    }

    @Test
    void runsInADeclarativePipeline() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("""
            pipeline {
                agent none
                stages {
                    stage('Re-image') {
                        steps {
                            ecsChangeOs(%s, keyCredentialId: 'web-login', pollSeconds: 1)
                        }
                    }
                }
            }
            """.formatted(IDS)));
        jenkins.assertLogContains("Cloud job: SUCCESS", run);
    }

    @Test
    void failsSoThatAScriptCanCatchIt() throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0202", "Failed to create the system disk.");
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("""
            try {
                ecsChangeOs(%s, pollSeconds: 1)
            } catch (e) {
                echo "caught: ${e.message}"
                throw e
            }
            """.formatted(IDS)));
        jenkins.assertLogContains("caught: Changing the OS of server web-1", run);
    }

    @Test
    void changesServersSideBySide() throws Exception {
        String other = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
        scene.cloud.region().addServer(other, "web-2", "SHUTOFF");
        jenkins.buildAndAssertSuccess(pipeline("""
            parallel(
                one: { ecsChangeOs(%s, pollSeconds: 1) },
                two: { ecsChangeOs(serverId: '%s', imageId: '%s', pollSeconds: 1) })
            """.formatted(IDS, other, Region.IMAGE)));
        assertEquals(Region.IMAGE, scene.cloud.region().at(other).imageId());
        assertEquals(2, scene.cloud.changeRequests());
    }

    @Test
    void endsAtOnceWhenAbortedAndSaysThatTheCloudGoesOn() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        WorkflowRun run = pipeline("ecsChangeOs(" + IDS + ", pollSeconds: 1)")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", run);

        run.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("this does not cancel the OS change of server web-1", run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void keepsUserDataInTheFormAndInTheSnippet() throws Exception {
        EcsChangeOsStep step = step();
        step.setKeyCredentialId("web-login");
        step.setUserData("#cloud-config\npackages: [nginx]\n");
        step.setUserDataCredentialId("user-data");
        step.setSite("simulated");
        step.setCredentialsId("api-key");
        step.setMode("withStopServer");
        step.setByol(true);
        step.setDryRun(true);
        step.setSkipIfCurrent(true);
        step.setSaveImageAs("undo-web-1");
        step.setEncrypt(true);
        step.setKmsKeyId("2a7d2d6f-3c8a-4a1e-9a4e-0e1d2c3b4a59");
        step.setAutoPay(true);
        step.setCloudInit(false);
        step.setTimeoutMinutes(45);
        step.setPollSeconds(20);

        EcsChangeOsStep back = new StepConfigTester(jenkins).configRoundTrip(step);

        jenkins.assertEqualDataBoundBeans(step, back);
    }

    @Test
    void keepsItsDefaults() throws Exception {
        EcsChangeOsStep back = new StepConfigTester(jenkins).configRoundTrip(step());
        assertNull(back.getKeyCredentialId());
        assertNull(back.getUserData());
        assertNull(back.getUserDataCredentialId());
        assertNull(back.getMode());
        assertNull(back.getSite());
        assertTrue(back.isCloudInit());
        assertEquals(30, back.getTimeoutMinutes());
        assertEquals(10, back.getPollSeconds());
    }

    @Test
    void isGeneratedAsAShortSnippet() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        EcsChangeOsStep step = step();
        snippets.assertRoundTrip(
                step, "ecsChangeOs imageId: '%s', serverId: '%s'".formatted(Region.IMAGE, Region.SERVER));
        step.setKeyCredentialId("web-login");
        step.setTimeoutMinutes(60);
        snippets.assertRoundTrip(
                step,
                "ecsChangeOs imageId: '%s', keyCredentialId: 'web-login', serverId: '%s', timeoutMinutes: 60"
                        .formatted(Region.IMAGE, Region.SERVER));
    }

    @Test
    void isGeneratedWithNamesAndWithWhatItDoesAboutFailures() throws Exception {
        EcsChangeOsStep step = new EcsChangeOsStep();
        step.setServerName("web-1");
        step.setImageName("golden-*");
        step.setPropagate(false);
        step.setChangeAgainAfterUnknownOutcome(true);
        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "ecsChangeOs changeAgainAfterUnknownOutcome: true, imageName: 'golden-*', propagate: false, serverName: 'web-1'");
        assertThat(new NothingChanged().getDescriptor().getDisplayName(), containsString("without changing anything"));
    }

    @Test
    void isExplainedInTheStepReference() throws Exception {
        String reference;
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            reference = browser.goTo("pipeline-syntax/html").getWebResponse().getContentAsString();
        }
        assertThat(reference, containsString("ecsChangeOs"));
        assertThat(reference, containsString("Its system disk will be deleted with everything on it."));
        assertThat(reference, containsString("Poll interval, 1 to 600 seconds"));
    }

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static EcsChangeOsStep step() {
        EcsChangeOsStep step = new EcsChangeOsStep();
        step.setServerId(Region.SERVER);
        step.setImageId(Region.IMAGE);
        return step;
    }
}
