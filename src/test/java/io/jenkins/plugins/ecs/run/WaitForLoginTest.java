package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Call;
import java.time.Duration;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds that wait until the new system lets Jenkins in, with a private key, its passphrase or a password that nobody else ever sees. */
class WaitForLoginTest extends WithScene {

    private SshLogin login;

    @BeforeEach
    void start() throws Exception {
        login = SshLogin.add(scene.cloud);
    }

    private JSONObject change(Run<?, ?> run) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.getJSON(run.getUrl() + "ecs-os-changes/api/json")
                    .getJSONObject()
                    .getJSONArray("changes")
                    .getJSONObject(0);
        }
    }

    private void assertNothingFound(Run<?, ?> run, String... secrets) throws Exception {
        for (String secret : secrets) {
            jenkins.assertLogNotContains(secret, run);
            assertThat(secret, DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), secret), empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void logsInWithThePrivateKeyAndLeavesNoneOfIt(FrontEnd frontEnd) throws Exception {
        login.ssh().upAfter(Duration.ofSeconds(2)).cloudInitTakes(Duration.ofSeconds(4));

        Run<?, ?> run = frontEnd.run(jenkins, login.parameters());

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("Login as root on 127.0.0.1:" + login.ssh().port() + " succeeded", run);
        jenkins.assertLogContains("ecdsa-sha2-nistp256 " + login.ssh().fingerprint(), run);
        assertNothingFound(run, login.secretLine(), SshLogin.PASSPHRASE);
        JSONObject change = change(run);
        JSONObject told = change.getJSONObject("login");
        assertEquals("127.0.0.1:" + login.ssh().port(), told.getString("address"));
        assertEquals("root", told.getString("user"));
        assertEquals("ecdsa-sha2-nistp256 " + login.ssh().fingerprint(), told.getString("hostKey"));
        assertEquals("DONE", told.getString("cloudInit"));
        assertThat(change.getString("phases"), containsString("LOGGING_IN"));
    }

    @ParameterizedTest
    @EnumSource
    void failsWhereCloudInitFailsAndShowsItsWordsWithoutSecrets(FrontEnd frontEnd) throws Exception {
        login.ssh().cloudInit("ERROR");

        Run<?, ?> run = frontEnd.run(jenkins, login.parameters());

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("changed (new system disk ", run);
        jenkins.assertLogContains("cloud-init failed: ('scripts_user'", run);
        JSONObject told = change(run);
        assertEquals("FAILED", told.getString("failureKind"));
        assertThat(told.getJSONObject("login").getString("cloudInitMessages"), containsString("Runparts: 1 failures"));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String page = browser.getPage(run, "ecs-os-changes").asNormalizedText();
            assertThat(page, containsString("Changed, but not ready"));
            assertThat(page, containsString(login.ssh().fingerprint()));
            assertThat(page, containsString("Runparts: 1 failures"));
        }
        assertNothingFound(run, login.secretLine(), SshLogin.PASSPHRASE);
    }

    @Test
    void sendsAPasswordOnlyWhereTheConsoleShowsTheHostKey() throws Exception {
        OsChangeParameters asked = login.parameters();
        asked.setKeyCredentialId("user-and-password");

        Run<?, ?> run = FrontEnd.PIPELINE.run(jenkins, asked);
        jenkins.assertBuildStatusSuccess(run);
        assertThat(login.ssh().events(), hasItem("user root with password"));
        assertNothingFound(run, JenkinsScene.PASSWORD);

        long before = login.ssh().count("user root with password");
        scene.cloud.permissions().deny(Call.CONSOLE);
        scene.cloud.region().at(asked.getServerId()).become("SHUTOFF", null);
        run = FrontEnd.PIPELINE.run(jenkins, asked);
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("the password was not sent", run);
        assertEquals(before, login.ssh().count("user root with password"));
    }

    @Test
    void saysWithAKeyPairOfTheCloudThatNoLoginIsAttempted() throws Exception {
        OsChangeParameters asked = login.parameters();
        asked.setKeyCredentialId("web-login");

        Run<?, ?> run = FrontEnd.FREESTYLE.run(jenkins, asked);

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("no login is attempted", run);
        assertThat(login.ssh().events(), not(hasItem("user root with key")));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenItIsAbortedThatTheOsIsChanged(FrontEnd frontEnd) throws Exception {
        login.ssh().upAfter(Duration.ofHours(1));
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, login.parameters());
        jenkins.waitForMessage("Not yet: ", run);

        frontEnd.abort(run);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        JenkinsScene.awaitLine("but no login was seen yet", run);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String page = browser.getPage(run, "ecs-os-changes").asNormalizedText();
            assertThat(page, containsString("Changed, wait for the login ended early"));
        }
        assertNothingFound(run, login.secretLine(), SshLogin.PASSPHRASE);
        assertThat(
                RunChanges.in(run).records().stream()
                        .filter(AftermathNote::isDue)
                        .toList(),
                empty());
    }

    @Test
    void returnsWhatItSawToThePipeline() throws Exception {
        OsChangeParameters asked = login.parameters();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                """
                def done = ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'ssh', pollSeconds: 1,
                    waitForLogin: true, loginHost: '127.0.0.1', loginPort: %d, loginTimeoutMinutes: 5)
                echo "${done.loginUser} at ${done.loginAddress} ${done.hostKey} ${done.cloudInit}"
                """.formatted(asked.getServerId(), asked.getImageId(), asked.getLoginPort()), true));
        Run<?, ?> run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains(
                "root at 127.0.0.1:" + asked.getLoginPort() + " ecdsa-sha2-nistp256 "
                        + login.ssh().fingerprint() + " DONE",
                run);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToBeToldHowWithoutBeingToldTo(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = login.parameters();
        asked.setWaitForLogin(false);

        Run<?, ?> run = frontEnd.run(jenkins, asked);

        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("loginHost: has no effect without waitForLogin", run);
        assertEquals(0, scene.cloud.requestCount());
    }
}
