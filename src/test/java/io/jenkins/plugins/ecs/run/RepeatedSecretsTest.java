package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import java.util.Locale;
import java.util.logging.Level;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.LogRecorder;

/** A cloud that repeats what it was sent, or a user who puts a secret in the wrong place, shows no secret to anybody: not even a part of it. */
class RepeatedSecretsTest extends SharedScene {

    /** The password would stand across the place where a long text was once cut. */
    private static final String ECHO = "x".repeat(490) + JenkinsScene.PASSWORD;

    private static final String PART = JenkinsScene.PASSWORD.substring(0, 8);

    @ParameterizedTest
    @EnumSource
    void masksARefusalBeforeItIsShortened(FrontEnd frontEnd) throws Exception {
        scene.cloud.faults().answer("POST", "/changeos", 400, "Ecs.0005", ECHO);
        assertMasked(frontEnd.run(jenkins, withPassword()), PART);
    }

    @ParameterizedTest
    @EnumSource
    void masksTheReasonOfAJobBeforeItIsShortened(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0011", ECHO);
        assertMasked(frontEnd.run(jenkins, withPassword()), PART);
    }

    @ParameterizedTest
    @EnumSource
    void masksASignInThatIsRepeated(FrontEnd frontEnd) throws Exception {
        signInAsUser();
        OsChangeParameters asked = withPassword();
        asked.setCredentialsId("iam-user");
        String part = Identity.PASSWORD.substring(0, Identity.PASSWORD.length() - 2);
        String before = "\"password\":\"";
        String echo = "x".repeat(500 - before.length() - part.length()) + before + Identity.PASSWORD;
        scene.cloud.faults().answer("POST", "/auth/tokens", 401, "IAM.0011", echo);
        assertMasked(frontEnd.run(jenkins, asked), part);
    }

    @ParameterizedTest
    @EnumSource
    void masksWhatIsKeptOfAServer(FrontEnd frontEnd) throws Exception {
        scene.cloud.region().at(Region.SERVER).json().put("name", "web\ufffe\uffff " + JenkinsScene.PASSWORD);

        Run<?, ?> run = frontEnd.run(jenkins, withPassword());

        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogNotContains("could not be written", run);
        assertMaskedOnly(run, JenkinsScene.PASSWORD);
        ChangeRecord kept = RunChanges.in(run).records().get(0);
        assertEquals("web ****", kept.before().name());
        assertEquals("web ****", kept.after().name());
    }

    @Test
    void repeatsNoBoundSecretThatIsGivenForAnId() throws Exception {
        String secret = "Text-Passw0rd!77";
        JenkinsScene.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "bound", null, Secret.fromString(secret)));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                withCredentials([string(credentialsId: 'bound', variable: 'BOUND')]) {
                  ecsChangeOs(serverId: BOUND, imageId: BOUND, encrypt: true, kmsKeyId: BOUND)
                }
                """, true));
        try (LogRecorder audit = new LogRecorder()
                .record("io.jenkins.plugins.ecs.audit", Level.INFO)
                .capture(10)) {
            Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
            jenkins.assertLogContains("‘****’ is not a server ID", run);
            for (String form : new String[] {secret, secret.toLowerCase(Locale.ROOT)}) {
                assertMaskedOnly(run, form);
                assertThat(audit.getMessages(), hasSize(1));
                assertThat(audit.getMessages().get(0), not(containsString(form)));
            }
            assertEquals("****", RunChanges.in(run).records().get(0).request().kmsKeyId());
        }
    }

    private static void signInAsUser() throws Exception {
        JenkinsScene.add(new EcsIamUser(
                CredentialsScope.GLOBAL,
                "iam-user",
                null,
                Identity.DOMAIN,
                Identity.USER_NAME,
                Secret.fromString(Identity.PASSWORD)));
    }

    private static OsChangeParameters withPassword() {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("user-and-password");
        return asked;
    }

    private void assertMasked(Run<?, ?> run, String part) throws Exception {
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("xxxxx", run);
        assertMaskedOnly(run, part);
    }

    private void assertMaskedOnly(Run<?, ?> run, String part) throws Exception {
        jenkins.assertLogContains("****", run);
        jenkins.assertLogNotContains(part, run);
        assertThat(part, DiskSearch.find(jenkins.jenkins.getRootDir().toPath(), part), empty());
    }
}
