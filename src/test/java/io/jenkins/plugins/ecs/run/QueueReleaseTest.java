package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;

/** An administrator gives up the turn of a change that holds its server up. */
class QueueReleaseTest extends WithScene {

    private final LogRecorder audit =
            new LogRecorder().record("io.jenkins.plugins.ecs.audit", Level.INFO).capture(20);

    @BeforeEach
    void start() {
        System.setProperty(DetachedChanges.class.getName() + ".seconds", "1");
        scene.cloud.jobsTake(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        System.clearProperty(DetachedChanges.class.getName() + ".seconds");
        audit.close();
    }

    @ParameterizedTest
    @EnumSource
    void letsTheNextOneGoOnWhileTheDetachedOneIsStillFollowed(FrontEnd frontEnd) throws Exception {
        Run<?, ?> first = detached(frontEnd);
        ChangeRecord change = RunChanges.in(first).records().get(0);
        Run<?, ?> second = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for cloud job", second);
        assertEquals(
                List.of(1, 0),
                ChangeInFlight.all().stream().map(ChangeInFlight::waiting).toList());

        assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, change.id(), "admin"));
        assertEquals(QueueRelease.Result.NONE, QueueRelease.release(Region.SERVER, change.id(), "admin"));

        assertThat(
                audit.getMessages(),
                hasItem("Queue released: server=" + Region.SERVER + " change=" + change.id() + " by=\"user admin\""));
        // The next one looks for itself: the server is busy with the cloud job of the first.
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(second));
        assertEquals(1, scene.cloud.changeRequests());
        assertTrue(ChangeInFlight.all().get(0).released());
        assertThat(Files.readString(queueFile().toPath()), containsString("<released>true</released>"));
        scene.cloud.region().finishJobs();
        JenkinsScene.awaitLine("After the end of the step: OS of server web-1", first);
        assertEquals(Outcome.CHANGED, change.aftermath().outcome());
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (queueFile().exists()) {
                Thread.sleep(50);
            }
        });
        assertThat(ChangeInFlight.all(), hasSize(0));
    }

    @ParameterizedTest
    @EnumSource
    void refusesAChangeThatABuildIsAtWorkOn(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", run);
        ChangeInFlight flight = ChangeInFlight.all().get(0);
        assertFalse(flight.isReleasable());
        assertEquals(QueueRelease.Result.AT_WORK, QueueRelease.release(Region.SERVER, flight.changeId(), "admin"));
        assertEquals(QueueRelease.Result.NONE, QueueRelease.release("../../config", flight.changeId(), "admin"));
        assertEquals(QueueRelease.Result.NONE, QueueRelease.release(Region.SERVER, null, "admin"));
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    void takesARecordThatCannotBeReadOutOfTheQueue() throws Exception {
        Run<?, ?> first = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("first"));
        ChangeRecord broken =
                new ChangeRecord("broken", JenkinsScene.parameters().toRequest("simulated"));
        Records.queue(first.getParent(), 1, broken);
        Files.writeString(KeptChange.file(first.getRootDir(), "broken").toPath(), "<os-cha");
        Run<?, ?> second = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("whose record cannot be read", second);
        ChangeInFlight flight = ChangeInFlight.all().get(0);
        assertNull(flight.summary());
        assertTrue(flight.isStuck());

        assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, "broken", "admin"));

        jenkins.waitForMessage("Cloud job: INIT", second);
        assertThat(ChangeInFlight.all(), hasSize(1));
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
    }

    @Test
    void makesAQueueAnewThatCannotBeRead() throws Exception {
        Run<?, ?> first = detached(FrontEnd.FREESTYLE);
        Run<?, ?> second = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for cloud job", second);
        ServerQueue.get().forget(Region.SERVER);
        Files.writeString(queueFile().toPath(), "<list><io.jenk");
        ChangeInFlight unreadable = ChangeInFlight.all().get(0);
        assertNull(unreadable.changeId());
        assertTrue(unreadable.isStuck());

        assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, null, "admin"));

        assertTrue(new File(QueueFiles.folder(), Region.SERVER + ".unreadable").exists());
        assertEquals(
                List.of(State.FAILED, State.QUEUED),
                ChangeInFlight.all().stream()
                        .map(flight -> flight.summary().state())
                        .toList());
        scene.cloud.region().finishJobs();
        JenkinsScene.awaitLine("After the end of the step: OS of server web-1", first);
        jenkins.waitForCompletion(second);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void releasesAChangeWhoseBuildCannotBeRead() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        ChangeRecord record = new ChangeRecord("lost", new ChangeRequest(Region.SERVER, Region.IMAGE));
        record.enter(State.SUBMITTED, Instant.now());
        Records.queue(job, 7, record);
        Files.writeString(new File(job.getBuildDir(), "7/build.xml").toPath(), "<build><unfinished");
        ServerQueue.get().sweep(); // as once a minute

        assertTrue(ChangeInFlight.all().get(0).isReleasable());
        assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, "lost", "admin"));
    }

    @Test
    void tellsNothingOfAReleasedOneByWhatTheNextOneDid() throws Exception {
        scene.cloud.jobsTake(Duration.ofSeconds(1));
        scene.cloud.faults().loseRequest("POST", "/changeos");
        Run<?, ?> first = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("The cloud may have accepted the OS change", first);
        FrontEnd.PIPELINE.abort(first);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(first));
        ChangeRecord lost = RunChanges.in(first).records().get(0);
        JenkinsScene.awaitEnd(lost);
        assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, lost.id(), "admin"));

        Run<?, ?> second = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        JenkinsScene.awaitLine("another OS change of this server was sent since", first);
        assertEquals(Outcome.UNDETERMINED, lost.aftermath().outcome());
    }

    @Test
    void tellsAQueueThatDoesNotMove() throws Exception {
        detached(FrontEnd.PIPELINE);
        ChangeClock.get().pass(Duration.ofHours(3));
        assertFalse(ChangeInFlight.all().get(0).isStuck(), "nobody waits");
        Run<?, ?> second = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for cloud job", second);
        assertEquals(
                List.of(true, false),
                ChangeInFlight.all().stream().map(ChangeInFlight::isStuck).toList());
        FrontEnd.PIPELINE.abort(second);
        jenkins.waitForCompletion(second);
        scene.cloud.region().finishJobs();
    }

    private Run<?, ?> detached(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", run);
        frontEnd.abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        JenkinsScene.awaitEnd(RunChanges.in(run).records().get(0));
        return run;
    }

    private static File queueFile() {
        return QueueFiles.of(Region.SERVER).getFile();
    }
}
