package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is lost on disk while Jenkins is down sends nothing a second time, and gives up no turn. */
class LostRecordsTest {

    private static final String LOOKS = DetachedChanges.class.getName() + ".seconds";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private JenkinsScene scene;
    private String first;
    private String second;
    private Path record;
    private Path configuration;

    @BeforeEach
    void lookOften() {
        System.setProperty(LOOKS, "1");
    }

    @AfterEach
    void stop() {
        System.clearProperty(LOOKS);
        scene.close();
    }

    private void begin(JenkinsRule jenkins, FrontEnd frontEnd) throws Exception {
        scene = new JenkinsScene();
        scene.cloud.jobsTake(Duration.ofHours(1));
        Run<?, ?> one = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", one);
        Run<?, ?> two = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting", two);
        first = one.getParent().getFullName();
        second = two.getParent().getFullName();
        record = KeptChange.file(
                        one.getRootDir(), RunChanges.in(one).records().get(0).id())
                .toPath();
        configuration = new File(one.getParent().getRootDir(), "config.xml").toPath();
    }

    private static Run<?, ?> build(JenkinsRule jenkins, String job) {
        return jenkins.jenkins.getItemByFullName(job, Job.class).getBuildByNumber(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endAPipelineWithWordsAndKeepTheTurnOfTheServer(boolean gone) throws Throwable {
        sessions.then(jenkins -> begin(jenkins, FrontEnd.PIPELINE));
        if (gone) {
            Files.delete(record);
        } else {
            Files.writeString(record, "<os-change");
        }
        scene.cloud.region().finishJobs();
        sessions.then(jenkins -> {
            Run<?, ?> one = jenkins.waitForCompletion(build(jenkins, first));
            jenkins.assertBuildStatus(Result.FAILURE, one);
            jenkins.assertLogContains("Outcome unknown: the record of the OS change of server " + Region.SERVER, one);
            jenkins.assertLogNotContains("\tat ", one);
            Run<?, ?> two = build(jenkins, second);
            jenkins.waitForMessage("whose record cannot be read", two);
            ServerQueue.get().sweep();
            assertEquals(1, scene.cloud.changeRequests());

            String change = record.getFileName().toString().replace(".xml", "");
            assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, change, "admin"));
            jenkins.waitForCompletion(two);
            jenkins.assertLogContains("the server is running", two); // it looked for itself
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    @Test
    void areWaitedForWhereTheirJobCannotBeLoaded() throws Throwable {
        sessions.then(jenkins -> begin(jenkins, FrontEnd.FREESTYLE));
        String good = Files.readString(configuration);
        Files.writeString(configuration, "<pro");
        sessions.then(jenkins -> {
            Run<?, ?> two = build(jenkins, second);
            jenkins.waitForMessage("Queued: waiting", two);
            ServerQueue.get().sweep();
            ChangeInFlight flight = ChangeInFlight.all().get(0);
            assertFalse(flight.summary() == null);
            assertTrue(flight.isReleasable());
            assertTrue(two.isBuilding());
            assertEquals(1, scene.cloud.changeRequests());
        });
        Files.writeString(configuration, good);
        sessions.then(jenkins -> {
            Run<?, ?> one = build(jenkins, first);
            scene.cloud.region().finishJobs();
            JenkinsScene.awaitLine("After the end of the step: OS of server web-1", one);
            assertEquals(
                    Outcome.CHANGED,
                    RunChanges.in(one).records().get(0).aftermath().outcome());
            jenkins.waitForCompletion(build(jenkins, second));
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    @Test
    void areReleasedWhereTheirJobCannotBeLoaded() throws Throwable {
        sessions.then(jenkins -> begin(jenkins, FrontEnd.FREESTYLE));
        Files.writeString(configuration, "<pro");
        scene.cloud.region().finishJobs();
        sessions.then(jenkins -> {
            String change = ChangeInFlight.all().get(0).changeId();
            assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, change, "admin"));
            Run<?, ?> two = jenkins.waitForCompletion(build(jenkins, second));
            jenkins.assertLogContains("the server is running", two);
            assertEquals(1, scene.cloud.changeRequests());
        });
    }
}
