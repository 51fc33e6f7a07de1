package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.pipeline.EcsImagesStep;
import io.jenkins.plugins.ecs.pipeline.EcsServersStep;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.net.URI;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The build parameters in the forms: the one of the job and the one that starts a build, and the same by the REST API. */
class BuildParameterFormsTest extends WithBuildParameters {

    @Test
    void areKeptByTheForm() throws Exception {
        EcsServerParameterDefinition server = server();
        server.setDescription("what is lost");
        server.setSite("simulated");
        server.setCredentialsId("api-key");
        server.setNamePattern("web-*");
        server.setDefaultValue(WEB);
        FreeStyleProject job = job(server, image());

        jenkins.configRoundtrip(job);

        ParametersDefinitionProperty back = job.getProperty(ParametersDefinitionProperty.class);
        jenkins.assertEqualDataBoundBeans(server, back.getParameterDefinition("SERVER"));
        jenkins.assertEqualDataBoundBeans(image(), back.getParameterDefinition("IMAGE"));
    }

    /** By the same lists as the parameters of an OS change. */
    @Test
    void haveADefaultThatIsChosenFromAList() throws Exception {
        FreeStyleProject job = job(server(), image());
        job.getBuildersList().clear();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            String shown = browser.getPage(job, "configure").getWebResponse().getContentAsString();
            assertThat(shown, containsString("OsChangeParameters/servers\""));
            assertThat(shown, containsString("OsChangeParameters/images\""));
        }
    }

    @Test
    void areChosenOnThePageThatStartsTheBuild() throws Exception {
        FreeStyleProject job = job(server(), image());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .withJavaScriptEnabled(false)) {
            HtmlPage page = browser.getPage(job, "build?delay=0sec");
            String shown = page.getWebResponse().getContentAsString();
            assertThat(shown, containsString("EcsServerParameterDefinition/servers\""));
            assertThat(shown, containsString("data-picker-parameter=\"IMAGE\""));
            String place = URI.create(scene.site().getEndpoint()).getHost() + ", project " + SimulatedCloud.PROJECT;
            assertThat(
                    page.asNormalizedText(), stringContainsInOrder("Site: simulated (" + place, "Site: simulated ("));
        }
        JSONObject form = new JSONObject()
                .element(
                        "parameter",
                        new JSONArray()
                                .element(new JSONObject()
                                        .element("name", "SERVER")
                                        .element("value", ' ' + WEB + ' '))
                                .element(new JSONObject()
                                        .element("name", "IMAGE")
                                        .element("value", GOLDEN)));

        post(job, "build?delay=0sec", "json", form.toString());

        jenkins.waitUntilNoActivity();
        jenkins.assertBuildStatusSuccess(job.getLastBuild());
        assertEquals(GOLDEN, scene.cloud.region().at(WEB).imageId());
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void refuseWhatIsNotOfferedWithWordsThatNameTheParameter() throws Exception {
        FreeStyleProject job = job(server(), image());
        for (String wrong : List.of("web-2", "", DATABASE, Region.SERVER, WEB.replace('8', '9'))) {
            WebResponse answer = post(job, "buildWithParameters?delay=0sec", "SERVER", wrong, "IMAGE", GOLDEN);
            assertEquals(BAD_REQUEST, answer.getStatusCode(), wrong);
            assertThat(answer.getContentAsString(), containsString("Parameter SERVER: "));
            assertThat(answer.getContentAsString(), containsString("choose from the list"));
        }
        WebResponse answer = post(job, "buildWithParameters?delay=0sec", "SERVER", WEB, "IMAGE", Region.IMAGE);
        assertThat(answer.getContentAsString(), containsString("Parameter IMAGE: "));
        assertThat(answer.getContentAsString(), containsString("not among those that this parameter offers"));
        jenkins.waitUntilNoActivity();
        assertNull(job.getLastBuild());
        assertEquals(0, scene.cloud.changeRequests());
    }

    @Test
    void warnWhileNoneOfSeveralSitesIsChosen() {
        var form = jenkins.jenkins.getDescriptorByType(EcsServerParameterDefinition.DescriptorImpl.class);
        assertEquals(FormValidation.Kind.OK, form.doCheckSite(null, "").kind);
        EcsSites.get()
                .setSites(List.of(
                        scene.site(),
                        new EcsSite("otc", "https://ecs.eu-de.otc.t-systems.com", SimulatedCloud.PROJECT)));
        assertThat(form.doCheckSite(null, "").getMessage(), containsString("simulated, otc"));
        assertEquals(FormValidation.Kind.OK, form.doCheckSite(null, "otc").kind);
    }

    /** The form of the job, the list and the refusal: each names the site, and what nothing there fits. */
    @Test
    void sayThatNothingIsOffered() throws Exception {
        String nothing = "Site ‘simulated’ has no server that fits: tag role=wbe.";
        var form = jenkins.jenkins.getDescriptorByType(EcsServerParameterDefinition.DescriptorImpl.class);
        assertWarns(nothing, form.doCheckTag(null, "role=wbe", "", ""));
        assertWarns(null, form.doCheckTag(null, "role=web", "", ""));
        assertWarns(null, form.doCheckTag(null, "", "", ""));
        assertWarns(
                "Site ‘simulated’ has no server that fits: tag key role:web with any value.",
                form.doCheckTag(null, "role:web", "", ""));
        assertWarns(null, form.doCheckTag(null, "role=wbe", "${SITE}", ""));
        assertWarns(null, form.doCheckTag(null, "role=wbe", "", "no such credential"));
        assertWarns(null, form.doCheckNamePattern(null, "web-*", "role=web", "", ""));
        assertWarns(null, form.doCheckNamePattern(null, "web-*", "role=wbe", "", ""));
        assertWarns(
                "Site ‘simulated’ has no server that fits: tag role=db, name web-*.",
                form.doCheckNamePattern(null, "web-*", "role=db", "", ""));
        scene.site().setServerTag("jenkins=yes");
        assertWarns(
                "Site ‘simulated’ has no server that fits: guardrail “server tag” jenkins=yes.",
                form.doCheckNamePattern(null, "", "", "", ""));
        scene.site().setServerTag(null);
        var images = jenkins.jenkins.getDescriptorByType(EcsImageParameterDefinition.DescriptorImpl.class);
        assertWarns(null, images.doCheckNamePattern(null, "golden-*", "", ""));
        assertWarns(
                "Site ‘simulated’ has no image that fits: name gold.", images.doCheckNamePattern(null, "gold", "", ""));

        EcsServerParameterDefinition mistyped = server();
        mistyped.setTag("role=wbe");
        FreeStyleProject job = job(mistyped);
        String url = "descriptorByName/" + EcsServerParameterDefinition.class.getName() + "/servers";
        assertThat(post(job, url, "parameter", "SERVER", "search", "").getContentAsString(), containsString(nothing));
        WebResponse refused = post(job, "buildWithParameters?delay=0sec", "SERVER", WEB);
        assertEquals(BAD_REQUEST, refused.getStatusCode());
        assertThat(
                refused.getContentAsString(),
                containsString("Parameter SERVER: ‘" + WEB + "’ is not offered, and nothing else is. " + nothing
                        + " Whoever configures the job corrects this parameter."));
    }

    /** In the Snippet Generator: such a step finds nothing, and a roll-out by it would do nothing. */
    @Test
    void warnAsTheStepsDoThatFindServersAndImages() {
        var servers = jenkins.jenkins.getDescriptorByType(EcsServersStep.DescriptorImpl.class);
        assertWarns(
                "Site ‘simulated’ has no server that fits: tag role=wbe.",
                servers.doCheckTag(null, "role=wbe", "", ""));
        assertWarns(
                "Site ‘simulated’ has no server that fits: name mail-*.",
                servers.doCheckName(null, "mail-*", "", "", ""));
        assertWarns(null, servers.doCheckName(null, "web-*", "role=web", "", ""));
        var images = jenkins.jenkins.getDescriptorByType(EcsImagesStep.DescriptorImpl.class);
        assertWarns("Site ‘simulated’ has no image that fits: name gold.", images.doCheckName(null, "gold", "", ""));
        assertWarns(null, images.doCheckName(null, "golden-*", "", ""));
    }

    private static void assertWarns(String message, FormValidation check) {
        assertEquals(message == null ? FormValidation.Kind.OK : FormValidation.Kind.WARNING, check.kind);
        assertEquals(message, check.getMessage());
    }

    @Test
    void refuseAChoiceThatCannotBeChecked() throws Exception {
        FreeStyleProject job = job(server(), image());
        scene.site().setCredentialsId("no such credential");

        WebResponse answer = post(job, "buildWithParameters?delay=0sec", "SERVER", WEB, "IMAGE", GOLDEN);

        assertEquals(BAD_REQUEST, answer.getStatusCode());
        assertThat(answer.getContentAsString(), containsString("cannot be checked"));
        assertNull(job.getLastBuild());
    }
}
