package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import hudson.Functions;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Shell;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.durable_task.DurableTaskStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret that a change uses is found on the controller's disk, in a log or in a thread dump, however the run ends. */
class SecretsTest extends WithScene {

    private static final List<String> SECRETS =
            List.of(JenkinsScene.PASSWORD, JenkinsScene.SECRET_KEY, JenkinsScene.TOKEN_VALUE, Identity.PASSWORD);

    /** A way to use secrets. */
    private enum Use {
        PASSWORD(asked -> asked.setKeyCredentialId("user-and-password"), JenkinsScene.PASSWORD),
        SECRET_TEXT(asked -> asked.setUserDataCredentialId("user-data"), base64UserData()),
        SECRET_FILE(asked -> asked.setUserDataCredentialId("user-data-file"), base64UserData()),
        IAM_USER(asked -> asked.setCredentialsId("iam-user"), Identity.PASSWORD);

        private final Consumer<OsChangeParameters> how;
        /** What the cloud is sent because of it. */
        private final String sent;

        Use(Consumer<OsChangeParameters> how, String sent) {
            this.how = how;
            this.sent = sent;
        }
    }

    private static String base64UserData() {
        return base64("#cloud-config\n" + JenkinsScene.TOKEN + "\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> uses() {
        return Stream.of(FrontEnd.values())
                .flatMap(frontEnd -> Stream.of(Use.values()).map(use -> Arguments.of(frontEnd, use)));
    }

    @BeforeEach
    void start() throws Exception {
        JenkinsScene.add(new EcsIamUser(
                CredentialsScope.GLOBAL,
                "iam-user",
                null,
                Identity.DOMAIN,
                Identity.USER_NAME,
                Secret.fromString(Identity.PASSWORD)));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void leavesNothingOnDiskWhileItWaitsNorAfterwards(FrontEnd frontEnd, Use use) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, parameters(use));
        jenkins.waitForMessage("Cloud job: INIT", run);
        assertThat(scene.cloud.requests().toString(), containsString(use.sent));
        assertNothingFound();
        for (String secret : SECRETS) {
            assertThat(threads(run), not(containsString(secret)));
        }

        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertNothingFound();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void leavesNothingOnDiskWhenItFails(FrontEnd frontEnd, Use use) throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0011", "bad: " + use.sent + " " + JenkinsScene.TOKEN);

        Run<?, ?> run = frontEnd.run(jenkins, parameters(use));

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("Ecs.0011: bad: ****", run);
        assertNothingFound(use == Use.PASSWORD || use == Use.IAM_USER ? List.of(use.sent) : SECRETS);
    }

    static Stream<Arguments> stages() {
        return Stream.of(FrontEnd.values())
                .flatMap(frontEnd -> Stream.of(Stage.values()).map(stage -> Arguments.of(frontEnd, stage)));
    }

    /** Among them the one whose request got no reply. */
    @ParameterizedTest
    @MethodSource("stages")
    void leavesNothingOnDiskInAnyStateNorWhenItIsAbortedThere(FrontEnd frontEnd, Stage stage) throws Exception {
        String there = stage.arrange(scene.cloud);
        OsChangeParameters asked = parameters(Use.PASSWORD);
        asked.setUserDataCredentialId("user-data-file");
        asked.setStopFirst(true);
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, asked);
        jenkins.waitForMessage(there, run);
        run.save();
        assertNothingFound();
        frontEnd.abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertNothingFound();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOnDiskInADryRun(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = parameters(Use.SECRET_TEXT);
        asked.setDryRun(true);
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));
        assertNothingFound();
    }

    @Test
    void findsASecretWhereThereIsOne() throws Exception {
        Path folder =
                Files.createDirectories(jenkins.jenkins.getRootDir().toPath().resolve("jobs/x/builds/1"));
        Files.writeString(folder.resolve("plain"), "<a>" + JenkinsScene.PASSWORD + "</a>");
        Files.writeString(folder.resolve("encoded"), "x " + base64(JenkinsScene.PASSWORD));
        Files.write(folder.resolve("binary"), ("\0\1" + JenkinsScene.PASSWORD + "\0").getBytes(StandardCharsets.UTF_8));
        assertEquals(
                3,
                DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), JenkinsScene.PASSWORD)
                        .size());
    }

    @Test
    void findsASecretThatAPipelineKeepsInItsState() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        String[] halves = JenkinsScene.PASSWORD.split("@");
        job.setDefinition(new CpsFlowDefinition(
                "def kept = ['" + halves[0] + "', '" + halves[1] + "'].join('@')\nsleep 9999\necho kept.length()",
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Sleeping for", run);
        run.save();

        // Pipeline saves its program after the line in the log, and renames a temporary file.
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (!filesWithThePassword().equals(List.of("program.dat"))) {
                Thread.sleep(100);
            }
        });
        run.doStop();
        jenkins.waitForCompletion(run);
    }

    private List<String> filesWithThePassword() throws IOException {
        return DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), JenkinsScene.PASSWORD).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    @Test
    void masksWhatAPipelineWritesAfterwards() throws Exception {
        assumeFalse(Functions.isWindows(), "needs a shell");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                """
                ecsChangeOs(serverId: '%s', imageId: '%s', userDataCredentialId: 'user-data',
                    keyCredentialId: 'user-and-password', pollSeconds: 1)
                echo 'plain %s'
                echo 'encoded %s'
                echo 'one line: %s'
                node { sh 'set +x; echo of a shell: %s' }
                """.formatted(
                                Region.SERVER,
                                Region.IMAGE,
                                JenkinsScene.PASSWORD,
                                base64(JenkinsScene.PASSWORD),
                                JenkinsScene.TOKEN,
                                JenkinsScene.PASSWORD),
                true));

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        assertMasked(run, "plain ****", "encoded ****", "one line: token: ****", "of a shell: ****");
    }

    @Test
    void leavesAnAgentThatWritesTheLogItselfAlone() throws Exception {
        assumeFalse(Functions.isWindows(), "needs a shell");
        boolean before = DurableTaskStep.USE_WATCHING;
        DurableTaskStep.USE_WATCHING = true; // then the agent gets the log, with all that decorates it
        try {
            jenkins.createOnlineSlave(Label.get("elsewhere"));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("node('elsewhere') { sh 'set +x; echo written there' }", true));
            jenkins.assertLogContains("written there", jenkins.buildAndAssertSuccess(job));
        } finally {
            DurableTaskStep.USE_WATCHING = before;
        }
    }

    @Test
    void masksWhatAFreestyleBuildWritesAfterwards() throws Exception {
        assumeFalse(Functions.isWindows(), "needs a shell");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new EcsChangeOsBuilder(parameters(Use.PASSWORD)));
        job.getBuildersList()
                .add(new Shell("set +x\necho plain " + JenkinsScene.PASSWORD + "\necho encoded "
                        + base64(JenkinsScene.PASSWORD)));

        assertMasked(jenkins.buildAndAssertSuccess(job), "plain ****", "encoded ****");
    }

    @ParameterizedTest
    @EnumSource
    void refusesUserDataThatIsGivenTwice(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = parameters(Use.SECRET_TEXT);
        asked.setUserData("#cloud-config");
        assertRefused(frontEnd.run(jenkins, asked), "userDataCredentialId: user data is set twice");
    }

    @ParameterizedTest
    @EnumSource
    void refusesUserDataOfAnotherKindOrNoText(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setUserDataCredentialId("web-login");
        assertRefused(frontEnd.run(jenkins, asked), "Use one of kind “Secret text” or “Secret file”");

        byte[] packed = {31, (byte) 139, 8, (byte) 255};
        JenkinsScene.add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL, "packed", null, "x.gz", SecretBytes.fromRawBytes(packed)));
        asked.setUserDataCredentialId("packed");
        assertRefused(frontEnd.run(jenkins, asked), "the file of credential ‘packed’ cannot be used");
    }

    private OsChangeParameters parameters(Use use) {
        OsChangeParameters asked = JenkinsScene.parameters();
        use.how.accept(asked);
        return asked;
    }

    private void assertNothingFound() throws Exception {
        assertNothingFound(SECRETS);
    }

    private void assertNothingFound(List<String> secrets) throws Exception {
        for (String secret : secrets) {
            assertThat(secret, DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), secret), empty());
        }
    }

    private void assertMasked(Run<?, ?> run, String... words) throws Exception {
        for (String each : words) {
            jenkins.assertLogContains(each, run);
        }
        for (String secret : SECRETS) {
            jenkins.assertLogNotContains(secret, run);
            jenkins.assertLogNotContains(base64(secret), run);
        }
    }

    private void assertRefused(Run<?, ?> run, String words) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(words, run);
        assertEquals(0, scene.cloud.changeRequests());
    }

    /** What thread dumps show: of the controller, and of the Pipeline. */
    private static String threads(Run<?, ?> run) throws Exception {
        StringBuilder dump = new StringBuilder();
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> dump.append(thread).append('\n'));
        if (run instanceof WorkflowRun pipeline) {
            dump.append(
                    ((org.jenkinsci.plugins.workflow.cps.CpsFlowExecution) pipeline.getExecution()).getThreadDump());
        }
        return dump.toString();
    }
}
