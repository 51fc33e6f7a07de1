package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.credentials.EcsAccessKey;
import io.jenkins.plugins.ecs.credentials.EcsIamUser;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Identity;
import java.io.IOException;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;

/** What becomes of a change when its credentials are taken away or changed between the sending and the end. */
class CredentialsMeanwhileTest extends WithScene {

    @BeforeEach
    void start() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource
    void sitsItOutWithoutTheApiCredential(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = submitted(frontEnd, "web-login");

        delete("api-key");
        letTheClientBeFoundAnew();

        jenkins.waitForMessage("there is no credential ‘api-key’ that this build can see", run);
        frontEnd.abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        String jobId =
                run.getAction(OsChangeAction.class).getChanges().get(0).job().id();
        jenkins.assertLogContains("(cloud job: " + jobId, run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithoutTheLoginThatWasSent(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = submitted(frontEnd, "user-and-password");

        delete("user-and-password");
        scene.cloud.region().finishJobs();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithTheCredentialThatTookThePlaceOfTheOldOne(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = submitted(frontEnd, "web-login");

        replace(new EcsIamUser(
                CredentialsScope.GLOBAL,
                "api-key",
                null,
                Identity.DOMAIN,
                Identity.USER_NAME,
                Secret.fromString(Identity.PASSWORD)));
        letTheClientBeFoundAnew();
        scene.cloud.region().finishJobs();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertEquals(1, scene.cloud.identity().logins());
    }

    @ParameterizedTest
    @EnumSource
    void sitsItOutWhileTheCloudRefusesTheNewKey(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = submitted(frontEnd, "web-login");

        replace(new EcsAccessKey(
                CredentialsScope.GLOBAL, "api-key", null, "AKROTATED00000000002", Secret.fromString("wr0ng-secret")));
        letTheClientBeFoundAnew();

        jenkins.waitForMessage("APIGW.0301", run);
        frontEnd.abort(run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run), not(containsString("wr0ng-secret")));
        assertEquals(1, scene.cloud.changeRequests());
    }

    private Run<?, ?> submitted(FrontEnd frontEnd, String login) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId(login);
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, asked);
        jenkins.waitForMessage("Cloud job: INIT", run);
        return run;
    }

    private static void letTheClientBeFoundAnew() {
        ChangeClock.get().pass(Duration.ofMinutes(1));
    }

    private static void replace(StandardCredentials by) throws IOException {
        CredentialsStore store =
                CredentialsProvider.lookupStores(Jenkins.get()).iterator().next();
        Credentials old = store.getCredentials(Domain.global()).stream()
                .filter(each ->
                        each instanceof IdCredentials known && known.getId().equals(by.getId()))
                .findFirst()
                .orElseThrow();
        store.updateCredentials(Domain.global(), old, by);
    }

    private static void delete(String id) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .removeIf(each ->
                        each instanceof IdCredentials known && known.getId().equals(id));
        SystemCredentialsProvider.getInstance().save();
    }
}
