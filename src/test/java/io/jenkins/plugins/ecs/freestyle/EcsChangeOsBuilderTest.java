package io.jenkins.plugins.ecs.freestyle;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.SharedScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is particular to the freestyle build step. */
class EcsChangeOsBuilderTest extends SharedScene {

    @Test
    void keepsItsParametersInTheForm() throws Exception {
        OsChangeParameters parameters = new OsChangeParameters(Region.SERVER, "${IMAGE}");
        parameters.setKeyCredentialId("web-login");
        parameters.setUserData("#cloud-config\npackages: [nginx]\n");
        parameters.setUserDataCredentialId("user-data");
        parameters.setSite("simulated");
        parameters.setCredentialsId("api-key");
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
        builder.setExpandUserData(true);

        EcsChangeOsBuilder back = jenkins.configRoundtrip(builder);

        jenkins.assertEqualDataBoundBeans(parameters, back.getParameters());
        assertTrue(back.isExpandUserData());
    }

    @Test
    void keepsWhoStopsARunningServerInTheForm() throws Exception {
        OsChangeParameters parameters = new OsChangeParameters(Region.SERVER, Region.IMAGE);
        jenkins.assertEqualDataBoundBeans(parameters, back(parameters));
        parameters.setMode("withStopServer");
        jenkins.assertEqualDataBoundBeans(parameters, back(parameters));
        parameters.setMode(null);
        parameters.setStopFirst(true);
        jenkins.assertEqualDataBoundBeans(parameters, back(parameters));
    }

    /** Server, image and credential depend on the site, so it stands above them; what becomes of a running server is one choice. */
    @Test
    void asksForTheSiteFirstAndOnceForARunningServer() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            HtmlPage page = browser.getPage(job(JenkinsScene.parameters()), "configure");
            List<String> fields = page.<DomElement>getByXPath("//*[@name]").stream()
                    .map(field -> field.getAttribute("name"))
                    .filter(
                            List.of("_.site", "_.credentialsId", "_.serverId", "_.ifRunning", "_.stopFirst", "_.mode")
                                    ::contains)
                    .distinct()
                    .toList();
            assertEquals(List.of("_.site", "_.credentialsId", "_.serverId", "_.ifRunning"), fields);
        }
    }

    private OsChangeParameters back(OsChangeParameters parameters) throws Exception {
        return jenkins.configRoundtrip(new EcsChangeOsBuilder(parameters)).getParameters();
    }

    /** What a script calls variables is not the build's to replace. */
    @Test
    void sendsUserDataAsTyped() throws Exception {
        String script = "#!/bin/bash\nexport PATH=$PATH:${HOME}/bin $$ $WORKSPACE ${VERSION} $1 $VERSION_2\n";
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setUserData(script);
        FreeStyleProject job = job(parameters);
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("VERSION", "1$2")));

        jenkins.buildAndAssertSuccess(job);
        assertEquals(script, sentUserData());

        scene.cloud.region().at(Region.SERVER).json().put("status", "SHUTOFF");
        job.getBuildersList().get(EcsChangeOsBuilder.class).setExpandUserData(true);
        jenkins.buildAndAssertSuccess(job);
        assertEquals(script.replace("${VERSION}", "1$2"), sentUserData());
    }

    private String sentUserData() {
        List<MatchResult> sent = Pattern.compile("\"user_data\":\"([^\"]+)\"")
                .matcher(scene.cloud.requests().toString())
                .results()
                .toList();
        byte[] bytes = Base64.getDecoder().decode(sent.get(sent.size() - 1).group(1));
        return new String(bytes, StandardCharsets.UTF_8);
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

    /** Whoever asks for an image by a variable that is empty does not get a change without one. */
    @Test
    void changesNothingWhereTheNameOfTheSavedImageIsEmpty() throws Exception {
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setSaveImageAs("${UNDO}");
        FreeStyleProject job = job(parameters);
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("UNDO", "")));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("saveImageAs: its variables expand to nothing", build);
        assertEquals(0, scene.cloud.changeRequests());
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
