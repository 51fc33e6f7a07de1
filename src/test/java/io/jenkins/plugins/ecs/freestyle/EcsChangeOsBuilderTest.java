package io.jenkins.plugins.ecs.freestyle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is particular to the freestyle build step. */
class EcsChangeOsBuilderTest extends WithScene {

    @Test
    void keepsItsParametersInTheForm() throws Exception {
        OsChangeParameters parameters = new OsChangeParameters(Region.SERVER, "${IMAGE}");
        parameters.setKeyCredentialId("web-login");
        parameters.setUserData("#cloud-config\npackages: [nginx]\n");
        parameters.setUserDataCredentialId("user-data");
        parameters.setSite("simulated");
        parameters.setCredentialsId("api-key");
        parameters.setMode("withStopServer");
        parameters.setStopFirst(true);
        parameters.setByol(true);
        parameters.setDryRun(true);
        parameters.setEncrypt(true);
        parameters.setKmsKeyId("2a7d2d6f-3c8a-4a1e-9a4e-0e1d2c3b4a59");
        parameters.setAutoPay(true);
        parameters.setCloudInit(false);
        parameters.setTimeoutMinutes(45);
        parameters.setPollSeconds(20);
        EcsChangeOsBuilder builder = new EcsChangeOsBuilder(parameters);

        EcsChangeOsBuilder back = jenkins.configRoundtrip(builder);

        jenkins.assertEqualDataBoundBeans(parameters, back.getParameters());
    }

    @Test
    void putsVariablesOfTheBuildIn() throws Exception {
        OsChangeParameters parameters = new OsChangeParameters("${SERVER}", "$IMAGE");
        parameters.setKeyCredentialId("${LOGIN}");
        parameters.setPollSeconds(1);
        FreeStyleProject job = job(parameters);
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("SERVER"),
                new StringParameterDefinition("IMAGE"),
                new StringParameterDefinition("LOGIN")));

        FreeStyleBuild build = job.scheduleBuild2(
                        0,
                        new ParametersAction(
                                new StringParameterValue("SERVER", Region.SERVER),
                                new StringParameterValue("IMAGE", Region.IMAGE),
                                new StringParameterValue("LOGIN", "web-login")))
                .get();

        jenkins.assertBuildStatusSuccess(build);
        assertEquals(Region.KEY_PAIR, scene.cloud.region().at(Region.SERVER).keyName());
    }

    @Test
    void endsAtOnceWhenAbortedAndSaysThatTheCloudGoesOn() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        FreeStyleBuild build = job(JenkinsScene.parameters()).scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("this does not cancel the OS change of server web-1", build);
    }

    @Test
    void encryptsUserDataInTheJobsConfiguration() throws Exception {
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setUserData("token: hush-hush");
        String config = job(parameters).getConfigFile().asString();
        assertThat(config, containsString(Region.SERVER));
        assertThat(config, not(containsString("hush-hush")));
    }

    private FreeStyleProject job(OsChangeParameters parameters) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new EcsChangeOsBuilder(parameters));
        job.save();
        return job;
    }
}
