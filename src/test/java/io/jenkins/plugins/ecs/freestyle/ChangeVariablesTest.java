package io.jenkins.plugins.ecs.freestyle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.RunChanges;
import io.jenkins.plugins.ecs.run.SshLogin;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.TestNotifier;

/** What the steps after the OS change of a freestyle build, and its post-build actions, know of it by their environment. */
class ChangeVariablesTest extends WithScene {

    private final CaptureEnvironmentBuilder nextStep = new CaptureEnvironmentBuilder();
    private final PostBuildAction afterwards = new PostBuildAction();
    private FreeStyleProject job;

    /** Sees the environment of a build that has failed, too. */
    private static final class PostBuildAction extends TestNotifier {
        private transient Map<String, String> variables;

        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws InterruptedException, IOException {
            variables = build.getEnvironment(listener);
            return true;
        }
    }

    @BeforeEach
    void create() throws Exception {
        job = jenkins.createFreeStyleProject();
    }

    private FreeStyleBuild build(Result expected, OsChangeParameters... changes) throws Exception {
        for (OsChangeParameters each : changes) {
            job.getBuildersList().add(new EcsChangeOsBuilder(each));
        }
        job.getBuildersList().add(nextStep);
        job.getPublishersList().add(afterwards);
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private static TreeMap<String, String> ofPlugin(Map<String, String> all) {
        TreeMap<String, String> own = new TreeMap<>(all);
        own.keySet().removeIf(name -> !name.startsWith("ECS_"));
        return own;
    }

    /** Those without a number. */
    private static TreeMap<String, String> ofLast(Map<String, String> all) {
        TreeMap<String, String> own = ofPlugin(all);
        own.keySet().removeIf(name -> name.matches(".*_\\d+"));
        return own;
    }

    @Test
    void tellTheFollowingStepsAllThatIsKnown() throws Exception {
        SshLogin login = SshLogin.add(scene.cloud);
        OsChangeParameters asked = login.parameters();
        asked.setSaveImageAs("before");

        FreeStyleBuild build = build(Result.SUCCESS, asked);

        SimulatedServer server = scene.cloud.region().at(Region.SERVER);
        ChangeRecord change = RunChanges.in(build).records().get(0);
        Map<String, String> told = new TreeMap<>(Map.of(
                "ECS_STATUS",
                "SUCCESS",
                "ECS_SERVER_ID",
                Region.SERVER,
                "ECS_IMAGE_ID",
                Region.IMAGE,
                "ECS_JOB_ID",
                change.job().id(),
                "ECS_SYSTEM_VOLUME_ID",
                change.after().systemVolumeId(),
                "ECS_ADDRESS",
                change.after().addresses().get(0),
                "ECS_SAVED_IMAGE_ID",
                change.image().imageId(),
                "ECS_LOGIN_ADDRESS",
                "127.0.0.1:" + login.ssh().port(),
                "ECS_LOGIN_USER",
                "root",
                "ECS_HOST_KEY",
                "ecdsa-sha2-nistp256 " + login.ssh().fingerprint()));
        told.put("ECS_CLOUD_INIT", "DONE");
        assertEquals(Region.IMAGE, server.imageId());
        assertEquals(told, ofLast(nextStep.getEnvVars()));
        assertEquals(told.keySet(), new TreeSet<>(ChangeVariables.names()));
        told.forEach((name, value) -> assertEquals(value, nextStep.getEnvVars().get(name + "_1"), name));
        assertThat(nextStep.getEnvVars().toString(), not(containsString(SshLogin.PASSPHRASE)));
    }

    @Test
    void tellPostBuildActionsOfAFailureWhichIsNeverUnstable() throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient EVS disk quota.");

        FreeStyleBuild build = build(Result.FAILURE, JenkinsScene.parameters());

        assertEquals("FAILED", afterwards.variables.get("ECS_STATUS"));
        assertEquals(Region.SERVER, afterwards.variables.get("ECS_SERVER_ID"));
        assertEquals(RunChanges.in(build).records().get(0).job().id(), afterwards.variables.get("ECS_JOB_ID"));
        assertNull(afterwards.variables.get("ECS_SYSTEM_VOLUME_ID"));
    }

    @Test
    void tellThatNothingWasChangedWhereTheRequestItselfIsRefused() throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setSite("no such site");

        build(Result.FAILURE, asked);

        assertEquals(
                Map.of("ECS_STATUS", "NOTHING_CHANGED", "ECS_STATUS_1", "NOTHING_CHANGED"),
                ofPlugin(afterwards.variables));
    }

    @Test
    void tellThatNothingWasChangedWhereTheServerIsRefused() throws Exception {
        scene.cloud.region().at(Region.SERVER).json().put("locked", true);

        build(Result.FAILURE, JenkinsScene.parameters());

        assertEquals("NOTHING_CHANGED", afterwards.variables.get("ECS_STATUS"));
    }

    @Test
    void tellThatAnAbortedBuildLeavesTheCloudAtWork() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        job.getPublishersList().add(afterwards);
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertEquals("DETACHED", afterwards.variables.get("ECS_STATUS"));
        scene.cloud.region().finishJobs();
    }

    @Test
    void areThoseOfTheLastChangeAndWithANumberOfEach() throws Exception {
        OsChangeParameters again = JenkinsScene.parameters();
        again.setDryRun(true);
        again.setStopFirst(true);

        FreeStyleBuild build = build(Result.SUCCESS, JenkinsScene.parameters(), again);

        Map<String, String> seen = ofPlugin(nextStep.getEnvVars());
        assertEquals(
                Map.of("ECS_STATUS", "DRY_RUN", "ECS_SERVER_ID", Region.SERVER, "ECS_IMAGE_ID", Region.IMAGE),
                ofLast(seen));
        assertEquals("SUCCESS", seen.get("ECS_STATUS_1"));
        assertEquals("DRY_RUN", seen.get("ECS_STATUS_2"));
        assertEquals(RunChanges.in(build).records().get(0).job().id(), seen.get("ECS_JOB_ID_1"));
        build.reload();
        assertEquals(seen, ofPlugin(build.getEnvironment(TaskListener.NULL)));
    }

    /** The way back, with the image that the first step has saved. */
    @Test
    void canBeUsedByTheNextChange() throws Exception {
        OsChangeParameters there = JenkinsScene.parameters();
        there.setSaveImageAs("before");
        OsChangeParameters back = new OsChangeParameters("${ECS_SERVER_ID}", "$ECS_SAVED_IMAGE_ID");
        back.setPollSeconds(1);
        back.setStopFirst(true);

        build(Result.SUCCESS, there, back);

        assertEquals(
                nextStep.getEnvVars().get("ECS_SAVED_IMAGE_ID_1"),
                scene.cloud.region().at(Region.SERVER).imageId());
    }
}
