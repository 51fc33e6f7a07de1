package io.jenkins.plugins.ecs.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import io.jenkins.plugins.ecs.parameters.EcsImageParameterDefinition;
import io.jenkins.plugins.ecs.parameters.EcsServerParameterDefinition;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Whoever starts a build chooses server and image from the lists of its parameters. */
@Tag("browser")
@WithJenkins
class ParameterPickerTest {

    private static final String WEB = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    private static final String DATABASE = "1b9c7d52-64e0-4f3a-8a15-0c8e2d7f9a31";
    private static final String GOLDEN = "0000000a-73ad-429d-b6f2-543394740001";
    private static final String FORM = "form[name='parameters']";
    /** How Jenkins itself answers the request for the page. */
    private static final String NO_FORM_YET = "/build?delay=0sec - Failed to load resource: the server responded with a status of 405";

    private JenkinsRule jenkins;
    private JenkinsScene scene;
    private Browser browser;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new JenkinsScene();
        tag(WEB, "web-2", "role=web");
        tag(DATABASE, "web-db-1", "role=db");
        scene.cloud.region().addImage(GOLDEN, "golden-web-42");
        browser = new Browser(rule);
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        scene.close();
    }

    private void tag(String id, String name, String tag) {
        scene.cloud.region().addServer(id, name, "ACTIVE").json().putArray("tags").add(tag);
    }

    private FreeStyleProject job() throws Exception {
        EcsServerParameterDefinition server = new EcsServerParameterDefinition("SERVER");
        server.setTag("role=web");
        EcsImageParameterDefinition image = new EcsImageParameterDefinition("IMAGE");
        image.setNamePattern("golden-*");
        FreeStyleProject job = jenkins.createFreeStyleProject("re-image");
        job.addProperty(new ParametersDefinitionProperty(server, image));
        return job;
    }

    private WebElement parameter(String name) {
        return browser.find("[data-picker-parameter='" + name + "']");
    }

    private void start(FreeStyleProject job) throws Exception {
        browser.click(browser.button("Build"));
        browser.await(() -> job.getLastBuild() == null || job.getLastBuild().isBuilding() ? null : this);
        assertEquals(Result.SUCCESS, job.getLastBuild().getResult());
        ParametersAction chosen = job.getLastBuild().getAction(ParametersAction.class);
        assertEquals(WEB, chosen.getParameter("SERVER").getValue());
        assertEquals(GOLDEN, chosen.getParameter("IMAGE").getValue());
    }

    @Test
    void picksWhatIsOffered() throws Exception {
        FreeStyleProject job = job();
        browser.open(job.getUrl() + "build?delay=0sec");

        browser.awaitText(".ecs-picker__site", "Site: simulated (127.0.0.1, project ");
        browser.type(parameter("SERVER"), "web");
        browser.awaitText(".ecs-picker__list", "web-2");
        assertEquals(1, browser.all(".ecs-picker__option").size(), "the other server lacks the tag");
        browser.assertAccessible(FORM);
        browser.click(".ecs-picker__option");
        assertEquals(WEB, parameter("SERVER").getDomProperty("value"));
        browser.awaitText(".ecs-picker__label", "web-2 · ACTIVE");
        browser.type(parameter("IMAGE"), "gold");
        browser.awaitText(".ecs-picker__list", "golden-web-42");
        browser.click(".ecs-picker__option");
        browser.awaitText(".ecs-picker__label", "golden-web-42");

        start(job);
        browser.assertQuiet(NO_FORM_YET);
    }

    @Test
    void canBeFilledInWithTheKeyboardAlone() throws Exception {
        FreeStyleProject job = job();
        browser.open(job.getUrl() + "build?delay=0sec");

        parameter("SERVER").sendKeys("web");
        browser.awaitText(".ecs-picker__list", "web-2");
        browser.keys(Keys.ARROW_DOWN, Keys.ENTER);
        browser.awaitText(".ecs-picker__label", "web-2");
        browser.keys(Keys.TAB);
        assertEquals("IMAGE", browser.focused().getDomAttribute("data-picker-parameter"));
        browser.keys("golden");
        browser.awaitText(".ecs-picker__list", "golden-web-42");
        browser.keys(Keys.ARROW_DOWN, Keys.ENTER);
        browser.awaitText(".ecs-picker__label", "golden-web-42");

        start(job);
        browser.assertQuiet(NO_FORM_YET);
    }

    @Test
    void saysWhatIsNotOffered() throws Exception {
        FreeStyleProject job = job();
        browser.open(job.getUrl() + "build?delay=0sec");
        browser.type(parameter("IMAGE"), GOLDEN + Keys.ESCAPE);
        browser.type(parameter("SERVER"), DATABASE + Keys.TAB);
        browser.awaitText(".ecs-picker__label", "This parameter offers nothing of that name or ID at site ‘simulated’");

        browser.click(browser.button("Build"));

        browser.awaitText("Parameter SERVER: ‘" + DATABASE + "’ is not among those that this parameter offers");
        assertNull(job.getLastBuild());
    }
}
