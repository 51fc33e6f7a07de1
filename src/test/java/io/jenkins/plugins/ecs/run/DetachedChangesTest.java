package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;

/** What the cloud does after a build has let go of it is seen, told, and waited for by the next build. */
class DetachedChangesTest extends WithScene {

    /** Pipeline warns whoever asks for the file of a log, which may be stored elsewhere. */
    private final LogRecorder warnings = new LogRecorder()
            .record("io.jenkins.plugins.ecs", Level.WARNING)
            .record("org.jenkinsci.plugins.workflow.job.WorkflowRun", Level.WARNING)
            .capture(20);

    @BeforeEach
    void lookOften() {
        System.setProperty(DetachedChanges.class.getName() + ".seconds", "1");
    }

    @AfterEach
    void lookAsUsual() {
        System.clearProperty(DetachedChanges.class.getName() + ".seconds");
        warnings.close();
    }

    @ParameterizedTest
    @EnumSource
    void areFollowedToTheEndWhileTheNextBuildWaits(FrontEnd frontEnd) throws Exception {
        Run<?, ?> first = started(frontEnd);
        frontEnd.abort(first);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(first));
        ChangeRecord change = JenkinsScene.awaitEnd(change(first));
        assertEquals(Kind.DETACHED, change.failure().kind());

        Run<?, ?> second = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for cloud job " + change.job().id(), second);
        assertEquals(1, scene.cloud.changeRequests());

        scene.cloud.jobsTake(Duration.ofSeconds(1));
        scene.cloud.region().finishJobs();
        JenkinsScene.awaitLine("After the end of the step: OS of server web-1", first);
        assertEquals(Outcome.CHANGED, change.aftermath().outcome());
        jenkins.waitForCompletion(second);
        jenkins.assertLogContains("the server is running", second); // it was left running
        assertThat(warnings.getMessages(), empty());
        assertEquals(
                "Changed, after the step had ended", report(first).getPage().getOutcome());
    }

    @Test
    void areLookedAtOftenOnceTheNextBuildWaits() throws Exception {
        System.setProperty(DetachedChanges.class.getName() + ".seconds", "3600");
        Run<?, ?> first = started(FrontEnd.PIPELINE);
        FrontEnd.PIPELINE.abort(first);
        jenkins.waitForCompletion(first);
        JenkinsScene.awaitEnd(change(first));
        Run<?, ?> second = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for cloud job", second);

        scene.cloud.region().finishJobs();

        JenkinsScene.awaitLine("After the end of the step: OS of server web-1", first);
        JenkinsScene.awaitLine("the server is running", second);
    }

    @ParameterizedTest
    @EnumSource
    void areSeenToFail(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        Run<?, ?> run = started(frontEnd);
        frontEnd.abort(run);
        jenkins.waitForCompletion(run);
        scene.cloud.region().finishJobs();
        JenkinsScene.awaitLine("After the end of the step: Changing the OS of server web-1", run);
        assertEquals(Outcome.FAILED, change(run).aftermath().outcome());
        run.reload();
        assertEquals(Outcome.FAILED, change(run).aftermath().outcome());
    }

    @ParameterizedTest
    @EnumSource
    void areFollowedWithASiteThatIsGone(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = started(frontEnd);
        EcsSites.get().setSites(List.of());
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @ParameterizedTest
    @EnumSource
    void findARenamedSiteAndRefuseOneOfAnotherProject(FrontEnd frontEnd) throws Exception {
        jenkins.jenkins.setNumExecutors(3);
        Run<?, ?> first = started(frontEnd);
        Run<?, ?> second = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for another build", second);
        Run<?, ?> third = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for another build", third);

        EcsSites.get().setSites(List.of(site("renamed", scene.site().getProjectId())));
        next(first);
        jenkins.waitForMessage("Cloud job: INIT", second);
        EcsSites.get().setSites(List.of(site("simulated", "f".repeat(32))));
        next(second);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(third));
        jenkins.assertLogContains("now belongs to another endpoint or project", third);
        assertEquals(2, scene.cloud.changeRequests());
    }

    private void next(Run<?, ?> run) throws Exception {
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        scene.cloud.region().addServer(Region.SERVER, "web-1", "SHUTOFF");
    }

    private EcsSite site(String name, String project) {
        EcsSite site = new EcsSite(name, scene.cloud.endpoint(), project);
        site.setCredentialsId("api-key");
        return site;
    }

    @ParameterizedTest
    @EnumSource
    void leaveNoGhostOfABuildThatWasDeleted(FrontEnd frontEnd) throws Exception {
        Faults.Held reply = scene.cloud.faults().hold("POST", "/changeos");
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        reply.awaitRequest();
        frontEnd.abort(run);
        jenkins.waitForCompletion(run);
        Job<?, ?> job = run.getParent();
        File folder = run.getRootDir();
        run.delete();
        try (LogRecorder audit = new LogRecorder()
                .record("io.jenkins.plugins.ecs.audit", Level.INFO)
                .capture(20)) {
            reply.release();
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                while (!audit.getMessages().toString().contains("OS change ended after its build")) {
                    Thread.sleep(20);
                }
            });
        }
        assertFalse(folder.exists());
        ServerQueue.get().sweep();
        assertFalse(new File(QueueFiles.folder(), Region.SERVER + ".xml").exists());
        job.delete();
        assertFalse(job.getRootDir().exists());
        assertEquals(1, scene.cloud.changeRequests());
    }

    private Run<?, ?> started(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", run);
        return run;
    }

    private static io.jenkins.plugins.ecs.report.ChangeReport report(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getReports().get(0);
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
