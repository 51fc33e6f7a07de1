package io.jenkins.plugins.ecs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A request leaves only when the Pipeline is on disk with the step that makes it; and should Pipeline be behind all the same, no server is changed twice. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ProgramStateTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private JenkinsScene scene;

    @AfterEach
    void stop() {
        scene.close();
    }

    /** Of a Pipeline: takes three seconds to be saved for the first time, or until the cloud is asked something. */
    public static final class SlowToSave implements Serializable {
        private static final long serialVersionUID = 1L;

        private static volatile SimulatedCloud cloud;
        private static volatile Integer requests;

        private void writeObject(ObjectOutputStream out) throws IOException, InterruptedException {
            out.defaultWriteObject();
            for (int i = 0; i < 30 && requests == null && cloud.requestCount() == 0; i++) {
                Thread.sleep(100);
            }
            requests = requests == null ? cloud.requestCount() : requests;
        }
    }

    @Test
    void isOnDiskBeforeTheCloudIsAsked() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            SlowToSave.cloud = scene.cloud;
            SlowToSave.requests = null;
            String slow = "def slow = new " + SlowToSave.class.getCanonicalName() + "()\n";
            WorkflowRun run = start(jenkins, slow + step(Region.SERVER) + "\necho \"${slow != null}\"", false);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertEquals(0, SlowToSave.requests);
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    @Test
    void isCaughtUpWithTheChangeThatItHasForgotten() throws Throwable {
        AtomicReference<byte[]> older = new AtomicReference<>();
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            WorkflowRun run = start(jenkins, "sleep 10\n" + step(Region.SERVER), true);
            jenkins.waitForMessage("Sleeping for", run);
            Path program = program(jenkins.jenkins.getRootDir());
            while (!Files.exists(program) || !holds(Files.readAllBytes(program), "SleepStep")) {
                Thread.sleep(50);
            }
            older.set(Files.readAllBytes(program));
            assertFalse(holds(older.get(), EcsChangeOsExecution.class.getName()));
            jenkins.waitForMessage("Cloud job: INIT", run);
        });
        Files.write(program(sessions.getHome()), older.get());
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("re-image", WorkflowJob.class)
                    .getBuildByNumber(1);
            JenkinsScene.awaitLine("web-1: Resuming after a restart: cloud job running", run);
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertEquals(1, run.getAction(OsChangeAction.class).getChanges().size());
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    private static boolean holds(byte[] program, String className) {
        return new String(program, StandardCharsets.ISO_8859_1).contains(className);
    }

    private static WorkflowRun start(JenkinsRule jenkins, String script, boolean sandbox) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "re-image");
        job.setDefinition(new CpsFlowDefinition(script, sandbox));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static String step(String server) {
        return "ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', pollSeconds: 1)"
                .formatted(server, Region.IMAGE);
    }

    /** What Pipeline has saved of the only build. */
    private static Path program(File home) {
        return home.toPath().resolve("jobs/re-image/builds/1/program.dat");
    }
}
