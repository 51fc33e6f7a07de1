package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.DiskSearch;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.Stage;
import io.jenkins.plugins.ecs.run.TimeLapse;
import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource
    void goesOnFromEveryState(Stage stage) throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            waitingRun(jenkins, FlowDurabilityHint.PERFORMANCE_OPTIMIZED, stage.arrange(scene.cloud));
            assertEquals(stage.state(), change(run(jenkins)).state());
        });
        sessions.then(jenkins -> {
            stage.letGo(scene.cloud);
            try (TimeLapse lapse = new TimeLapse()) {
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            }
            assertEquals(Region.IMAGE, scene.cloud.region().at(Region.SERVER).imageId());
            assertEquals(stage == Stage.UNCERTAIN ? 0 : 1, scene.cloud.region().changes());
            assertEquals(
                    List.of("Change the OS of web-1 (" + Region.SERVER + ") at site ‘simulated’"),
                    labels(run(jenkins)));
        });
    }

    @Test
    void goesOnWithTheImageThatIsBeingMade() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.region().imageOrders().take(Duration.ofHours(1));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "re-image");
            job.setDefinition(new CpsFlowDefinition("""
                def done = ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', pollSeconds: 1,
                    saveImageAs: "undo-web-1 ${env.BUILD_NUMBER}")
                echo "saved as ${done.savedImageId}"
                """.formatted(Region.SERVER, Region.IMAGE), true));
            jenkins.waitForMessage(
                    "Cloud job for the image: INIT", job.scheduleBuild2(0).waitForStart());
            assertEquals(State.SAVING_IMAGE, change(run(jenkins)).state());
        });
        sessions.then(jenkins -> {
            scene.cloud.region().finishJobs();
            try (TimeLapse lapse = new TimeLapse()) {
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
            }
            List<Deed> images = scene.cloud.audit().ourImages();
            assertEquals(1, images.size());
            jenkins.assertLogContains("saved as " + images.get(0).newDisk(), run(jenkins));
            assertEquals(1, scene.cloud.region().changes());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"PERFORMANCE_OPTIMIZED", "MAX_SURVIVABILITY"})
    void waitsWithTheShutdownForTheReplyThatNamesTheJob(FlowDurabilityHint durability) throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            Faults.Held reply = scene.cloud.faults().hold("POST", "/changeos");
            waitingRun(jenkins, durability, "will be deleted, including all partitions and snapshots");
            reply.awaitRequest();
            ItemListener.all().add(new ItemListener() {
                @Override
                public void onBeforeShutdown() {
                    reply.release();
                }
            });
        });
        sessions.then(jenkins -> {
            WorkflowRun run = run(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogNotContains("may have accepted", run);
            jenkins.assertLogContains("job " + change(run).job().id(), run);
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    @Test
    void keepsUserDataEncryptedOnDiskWhileItWaits() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            waitingRun(jenkins, FlowDurabilityHint.MAX_SURVIVABILITY, Stage.SUBMITTED.arrange(scene.cloud));
        });
        sessions.then(jenkins -> {
            // The script itself does not hold the word, which is put together when it runs.
            assertThat(DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), "hush-hush-hush"), empty());
            run(jenkins).doKill();
            jenkins.waitForCompletion(run(jenkins));
        });
    }

    private static void waitingRun(JenkinsRule jenkins, FlowDurabilityHint durability, String message)
            throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "re-image");
        job.addProperty(new DurabilityHintJobProperty(durability));
        // Longer than what Pipeline keeps of arguments, which it keeps in clear.
        job.setDefinition(new CpsFlowDefinition("""
            ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'user-and-password', pollSeconds: 1, stopFirst: true,
                userData: (1..3).collect { 'hush' }.join('-').padRight(1100))
            """.formatted(Region.SERVER, Region.IMAGE), true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(message, run);
    }

    private static WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("re-image", WorkflowJob.class).getBuildByNumber(1);
    }

    /** Of all steps, each as often as it is there. */
    private static List<String> labels(WorkflowRun run) {
        return new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .flatMap(node -> node.getActions(LabelAction.class).stream())
                        .map(LabelAction::getDisplayName)
                        .toList();
    }

    private static ChangeRecord change(WorkflowRun run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
