package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.StringParameterValue;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.ecs.simulator.Faults;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that nobody starts by a form are held to what their parameters offer, and Jenkins' queue never waits for the cloud. */
class ParameterGuardTest extends WithBuildParameters {

    private FreeStyleProject job() throws Exception {
        FreeStyleProject job = job(server());
        job.getBuildersList().clear();
        return job;
    }

    private static ParametersAction servers(String... ids) {
        return new ParametersAction(Arrays.stream(ids)
                .<ParameterValue>map(id -> new StringParameterValue("SERVER", id))
                .toList());
    }

    private static void awaitQueued(FreeStyleProject job) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (job.getQueueItem() == null
                    || job.getQueueItem().getWhy() == null
                    || !job.getQueueItem().isBlocked()) {
                Thread.sleep(50);
            }
        });
    }

    /** Of several values of one name, the last one is that of the build. */
    @Test
    void refusesEachValueThatIsNotOffered() throws Exception {
        FreeStyleProject job = job();
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, servers(WEB)));
        assertNull(job.scheduleBuild2(0, servers(WEB, DATABASE)));
        assertNull(job.scheduleBuild2(0, servers(DATABASE, WEB)));
        assertNull(job.scheduleBuild2(0, servers(WEB), servers(DATABASE)));
    }

    @Test
    void letsOtherBuildsBeQueuedWhileItWaitsForTheList() throws Exception {
        Faults.Held list = scene.cloud.faults().hold("GET", "/cloudservers/detail");
        FreeStyleProject job = job();

        QueueTaskFuture<FreeStyleBuild> waits =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> job.scheduleBuild2(0, servers(WEB)));
        list.awaitRequest();
        awaitQueued(job);
        assertThat(job.getQueueItem().getWhy(), containsString("Waiting for the list"));
        jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        assertNull(job.getLastBuild());

        list.release();
        jenkins.assertBuildStatusSuccess(waits);
    }

    @Test
    void cancelsWhatTurnsOutNotToBeOffered() throws Exception {
        Faults.Held list = scene.cloud.faults().hold("GET", "/cloudservers/detail");
        FreeStyleProject job = job();
        QueueTaskFuture<FreeStyleBuild> waits = job.scheduleBuild2(0, servers(DATABASE));
        assertNotNull(waits);
        list.awaitRequest();
        awaitQueued(job);

        list.release();

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> assertThrows(CancellationException.class, waits::get));
        assertNull(job.getLastBuild());
    }

    /** What was found to be offered stays so, however long the build is queued. */
    @Test
    void checksWhatIsQueuedOnce() throws Exception {
        FreeStyleProject job = job();
        jenkins.jenkins.setNumExecutors(0);
        QueueTaskFuture<FreeStyleBuild> waits = job.scheduleBuild2(0, servers(WEB));
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (job.getQueueItem() == null || !job.getQueueItem().isBuildable()) {
                Thread.sleep(50);
            }
        });
        scene.cloud.region().at(WEB).json().putArray("tags");
        scene.site().setServerTag("no-such-tag");
        jenkins.jenkins.setNumExecutors(1);
        jenkins.assertBuildStatusSuccess(waits);
    }

    /** By the real client: the command knows which job is meant. */
    @Test
    void saysOnTheCommandLineWhyNoBuildStarts(@TempDir Path folder) throws Exception {
        Path client = folder.resolve("jenkins-cli.jar");
        try (InputStream jar =
                jenkins.jenkins.getJnlpJars("jenkins-cli.jar").getURL().openStream()) {
            Files.copy(jar, client);
        }
        FreeStyleProject job = job();

        String refused = build(client, job, DATABASE);

        assertThat(refused, containsString("Parameter SERVER: ‘" + DATABASE + "’ is not among those"));
        assertNull(job.getLastBuild());
        build(client, job, WEB);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getLastBuild()));
    }

    /** What the client says. */
    private String build(Path client, FreeStyleProject job, String server) throws Exception {
        Path said = Files.createTempFile(client.getParent(), "said", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-jar",
                        client.toString(),
                        "-http",
                        "-s",
                        jenkins.getURL().toString(),
                        "build",
                        job.getFullName(),
                        "-w",
                        "-p",
                        "SERVER=" + server)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the client does not end");
        return Files.readString(said);
    }
}
