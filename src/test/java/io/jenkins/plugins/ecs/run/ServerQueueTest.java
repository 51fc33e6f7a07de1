package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.console.ConsoleNote;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.logging.Level;
import java.util.zip.GZIPInputStream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Changes of one server wait for each other, whatever asks for them. */
class ServerQueueTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static final String LOOKS = DetachedChanges.class.getName() + ".seconds";

    private JenkinsScene scene;

    @AfterEach
    void stop() {
        System.clearProperty(LOOKS);
        scene.close();
    }

    @Test
    void changesAServerForOneBuildAfterTheOther() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            Run<?, ?> first = startPipeline(jenkins, "first", "Cloud job: INIT");
            Run<?, ?> second = startFreestyle(jenkins, "second", "Queued: waiting for another build");
            Run<?, ?> third = startPipeline(jenkins, "third", "Queued: waiting for another build");
            assertEquals("waiting for another build", label(third));
            assertEquals(1, scene.cloud.changeRequests());

            for (Run<?, ?> run : new Run<?, ?>[] {first, second, third}) {
                jenkins.waitForMessage("Cloud job: INIT", run);
                scene.cloud.region().finishJobs();
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
                // The one before left a running server behind.
                scene.cloud.region().addServer(Region.SERVER, "web-1", "SHUTOFF");
            }
            assertEquals(3, scene.cloud.changeRequests());
            assertFalse(queueFile(jenkins).exists());
        });
    }

    @Test
    void keepsEverybodysPlaceOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            startPipeline(jenkins, "second", "Queued: waiting for another build");
        });
        sessions.then(jenkins -> {
            Run<?, ?> third = startFreestyle(jenkins, "third", "Queued: waiting for another build");
            assertEquals(State.QUEUED, change(run(jenkins, "second")).state());
            assertEquals(1, scene.cloud.changeRequests());

            scene.cloud.jobsTake(Duration.ofSeconds(1));
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "first")));
            jenkins.waitForCompletion(run(jenkins, "second"));
            jenkins.waitForCompletion(third);
            long secondEnd = change(run(jenkins, "second"))
                    .history()
                    .entries()
                    .get(2)
                    .since()
                    .toEpochMilli();
            long thirdBegin = change(third).history().entries().get(1).since().toEpochMilli();
            assertEquals(Math.min(secondEnd, thirdBegin), secondEnd);
        });
    }

    @Test
    void leavesTheQueueAfterARestartToo() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            assertTrue(queueFile(jenkins).exists());
        });
        sessions.then(jenkins -> {
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "first")));
            assertFalse(queueFile(jenkins).exists());
        });
    }

    @Test
    void letsTheNextOneHaveTheTurnOfAWaiterThatWasAborted() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            WorkflowRun second = startPipeline(jenkins, "second", "Queued: waiting for another build");
            Run<?, ?> third = startFreestyle(jenkins, "third", "Queued: waiting for another build");

            second.doStop();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(second));
            jenkins.waitForMessage("Queued: waiting for another build", third);

            ((FreeStyleBuild) third).doStop();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(third));
            jenkins.assertLogContains("the OS of server " + Region.SERVER + " was not changed", third);
        });
    }

    @Test
    void waitsForTheCloudJobOfAFreestyleBuildThatARestartHasEnded() throws Throwable {
        System.setProperty(LOOKS, "1");
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startFreestyle(jenkins, "first", "Cloud job: INIT");
            startPipeline(jenkins, "second", "Queued: waiting for another build");
        });
        sessions.then(jenkins -> {
            Run<?, ?> first = jenkins.jenkins
                    .getItemByFullName("first", FreeStyleProject.class)
                    .getBuildByNumber(1);
            String job = change(first).job().id();
            Run<?, ?> second = run(jenkins, "second");
            jenkins.waitForMessage("Queued: waiting for cloud job " + job, second);
            ChangeRecord left = JenkinsScene.awaitEnd(change(first));
            JenkinsScene.awaitLine(left.failure().message(), first);
            assertEquals(1, scene.cloud.changeRequests());

            scene.cloud.jobsTake(Duration.ofSeconds(1));
            scene.cloud.region().finishJobs();
            JenkinsScene.awaitLine("After the end of the step: OS of server web-1", first);
            // The one before left a running server behind.
            jenkins.waitForCompletion(second);
            assertEquals("CHANGED", String.valueOf(change(first).aftermath().outcome()));
            jenkins.assertLogContains("the server is running", second);
            assertFalse(queueFile(jenkins).exists());
        });
    }

    @Test
    void isNobodysTurnWhereTheQueueCannotBeRead() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            File file = queueFile(jenkins);
            Files.createDirectories(file.getParentFile().toPath());
            Files.writeString(file.toPath(), "<list><io.jenk");
            Files.writeString(new File(file.getParentFile(), "atomic123.tmp").toPath(), "x");
            Files.writeString(new File(file.getParentFile(), "atomic123.xml").toPath(), "x");
            try (LogRecorder warnings = new LogRecorder()
                    .record("io.jenkins.plugins.ecs", Level.WARNING)
                    .capture(20)) {
                ServerQueue.get().sweep();
                assertEquals(
                        Set.of("cannot see to the changes of server " + Region.SERVER),
                        Set.copyOf(warnings.getMessages()));
            }
            Run<?, ?> run = startPipeline(jenkins, "first", "its queue file");
            assertEquals(0, scene.cloud.changeRequests());

            Files.delete(file.toPath());
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        });
    }

    @Test
    void followsAMoveOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            WorkflowRun first = startPipeline(jenkins, "first", "Cloud job: INIT");
            startPipeline(jenkins, "second", "Queued: waiting for another build");
            Items.move(first.getParent(), jenkins.createProject(Folder.class, "to"));
            run(jenkins, "second").getParent().renameTo("renamed");
        });
        sessions.then(jenkins -> {
            Run<?, ?> third = startFreestyle(jenkins, "third", "Queued: waiting for another build");
            assertEquals(1, scene.cloud.changeRequests());
            assertEquals(State.QUEUED, change(run(jenkins, "renamed")).state());

            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "to/first")));
            scene.cloud.region().addServer(Region.SERVER, "web-1", "SHUTOFF");
            jenkins.waitForMessage("Cloud job: INIT", run(jenkins, "renamed"));
            assertEquals(State.QUEUED, change(third).state());
            assertEquals(2, scene.cloud.changeRequests());
            ((FreeStyleBuild) third).doStop();
            jenkins.waitForCompletion(third);
            scene.cloud.region().finishJobs();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "renamed")));
        });
    }

    @Test
    void sendsNothingFromACopyOfTheHome() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            startPipeline(jenkins, "first", "Cloud job: INIT");
            startPipeline(jenkins, "second", "Queued: waiting for another build");
            Path home = new File(queueFile(jenkins).getParentFile(), "home.xml").toPath();
            Files.writeString(
                    home, Files.readString(home).replaceAll("<folder>.*</folder>", "<folder>elsewhere</folder>"));
        });
        sessions.then(jenkins -> {
            scene.cloud.region().finishJobs();
            // What was sent is followed, harmlessly.
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins, "first")));
            Run<?, ?> second = jenkins.waitForCompletion(run(jenkins, "second"));
            jenkins.assertBuildStatus(Result.FAILURE, second);
            jenkins.assertLogContains("this Jenkins home is a copy", second);
            // So that no retry takes it for a change that has changed nothing.
            assertEquals(Kind.UNKNOWN, change(second).failure().kind());
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    @Test
    void namesTheBuildOnlyToThoseWhoMaySeeIt() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            WorkflowRun first = startPipeline(jenkins, "secret-project", "Cloud job: INIT");
            first.setDisplayName("evil\u202e\nFinished: SUCCESS");
            WorkflowRun second = startPipeline(jenkins, "open", "Queued: waiting for another build");
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.READ)
                    .everywhere()
                    .to("reader", "all")
                    .grant(Item.READ)
                    .onItems(second.getParent())
                    .to("reader")
                    .grant(Item.READ)
                    .everywhere()
                    .to("all"));
            assertFalse(console(jenkins, "reader", second).contains("secret-project"));
            assertTrue(console(jenkins, "all", second).contains("job/secret-project/1/"));
            assertTrue(console(jenkins, "all", second).contains("evil Finished: SUCCESS"));
            jenkins.assertLogNotContains("secret-project", second);
            assertFalse(notes(second).contains("secret-project"));
            jenkins.assertLogNotContains("Finished", second);
            for (String page : new String[] {"fragment", "", "api/json"}) {
                assertTrue(page(jenkins, "reader", second, "ecs-os-changes/" + page)
                        .contains("another build"));
                assertFalse(page(jenkins, "reader", second, "ecs-os-changes/" + page)
                        .contains("secret-project"));
                assertTrue(
                        page(jenkins, "all", second, "ecs-os-changes/" + page).contains("job/secret-project/1/\""));
            }
            second.doKill();
            jenkins.waitForCompletion(second);
            assertFalse(page(jenkins, "all", second, "ecs-os-changes/").contains("secret-project"));
        });
    }

    /** What is hidden in the notes of a log, which whoever may read the log may have as it is stored. */
    private static String notes(Run<?, ?> run) throws Exception {
        StringBuilder found = new StringBuilder();
        for (String line : Files.readAllLines(run.getLogFile().toPath())) {
            for (int at = line.indexOf(ConsoleNote.PREAMBLE_STR); at >= 0; ) {
                int end = line.indexOf(ConsoleNote.POSTAMBLE_STR, at + 1);
                byte[] note = Base64.getDecoder().decode(line.substring(at + ConsoleNote.PREAMBLE_STR.length(), end));
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(note));
                in.skipNBytes(-in.readInt());
                byte[] packed = in.readNBytes(in.readInt());
                byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
                found.append(new String(plain, StandardCharsets.ISO_8859_1));
                at = line.indexOf(ConsoleNote.PREAMBLE_STR, end);
            }
        }
        assertTrue(found.toString().contains("BuildNote"));
        return found.toString();
    }

    private static String console(JenkinsRule jenkins, String user, Run<?, ?> run) throws Exception {
        return page(jenkins, user, run, "logText/progressiveHtml");
    }

    private static String page(JenkinsRule jenkins, String user, Run<?, ?> run, String page) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login(user)) {
            return client.goTo(run.getUrl() + page, null).getWebResponse().getContentAsString();
        }
    }

    private static File queueFile(JenkinsRule jenkins) {
        return new File(jenkins.jenkins.getRootDir(), "ecs-change-os/" + Region.SERVER + ".xml");
    }

    private static WorkflowRun startPipeline(JenkinsRule jenkins, String name, String message) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "ecsChangeOs(serverId: '%s', imageId: '%s', pollSeconds: 1)".formatted(Region.SERVER, Region.IMAGE),
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(message, run);
        return run;
    }

    private static Run<?, ?> startFreestyle(JenkinsRule jenkins, String name, String message) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name);
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        Run<?, ?> run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(message, run);
        return run;
    }

    private static WorkflowRun run(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
    }

    private static String label(Run<?, ?> run) {
        return Labels.state(change(run));
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
