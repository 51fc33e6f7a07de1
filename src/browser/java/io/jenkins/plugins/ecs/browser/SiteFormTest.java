package io.jenkins.plugins.ecs.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** An administrator sets a site up. */
@Tag("browser")
@WithJenkins
class SiteFormTest {

    private static final String NO_DEFAULT = ".ecs-sites__no-default";

    private JenkinsScene scene;
    private Browser browser;

    @BeforeEach
    void start(JenkinsRule jenkins) throws Exception {
        scene = new JenkinsScene();
        EcsSites.get().setSites(List.of());
        browser = new Browser(jenkins);
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        scene.close();
    }

    @Test
    void setsASiteUpAndTestsItsConnection() throws Exception {
        browser.open("manage/configure");
        browser.click(browser.button("Add site"));
        browser.await(() -> new Select(browser.field("cloud")).getOptions().size() == 6 ? this : null);

        new Select(browser.field("cloud")).selectByVisibleText("Open Telekom Cloud, Swiss");
        browser.type(browser.field("region"), "eu");
        browser.click(".comboBoxItem, .jenkins-dropdown__item");
        browser.keys(Keys.TAB);
        browser.await(() -> value("endpoint").equals("https://ecs.eu-ch2.sc.otc.t-systems.com") ? this : null);
        assertEquals("https://iam-pub.eu-ch2.sc.otc.t-systems.com", value("iamEndpoint"));
        assertEquals("eu-ch2", value("projectName"));
        browser.center(browser.field("endpoint"));
        browser.picture("site-form");

        new Select(browser.field("cloud")).selectByVisibleText("Another one: enter its addresses below");
        assertEquals("", value("endpoint") + value("iamEndpoint") + value("consoleUrl") + value("projectName") + value("name"));
        browser.type(browser.field("name"), "simulated");
        browser.type(browser.field("endpoint"), scene.cloud.endpoint());
        browser.type(browser.field("projectId"), SimulatedCloud.PROJECT);
        browser.click(browser.find("[name='sites'] .advanced-button, [name='sites'] .advancedButton"));
        browser.await(() -> new Select(browser.field("credentialsId")).getOptions().size() > 1 ? this : null);
        new Select(browser.field("credentialsId")).selectByValue("api-key");
        browser.click(browser.button("Test connection"));
        browser.awaitText(".ecs-connection", "Servers: can be read, 1 found");
        browser.awaitText(".ecs-connection", "Clock: agrees");
        browser.resize(2300);
        browser.picture("site-connection", browser.find("[name='sites']"));
        browser.assertAccessible("[name='sites']");
        browser.assertAccessibleInDark("[name='sites']");
        browser.assertQuiet();

        browser.click(browser.button("Save"));
        browser.await(() -> EcsSites.get().getSites().isEmpty() ? null : this);
        EcsSite site = EcsSites.get().getSites().get(0);
        assertEquals("simulated", site.getName());
        assertEquals(scene.cloud.endpoint(), site.getEndpoint());
        assertEquals("api-key", site.getCredentialsId());
        assertTrue(site.project().id().equals(SimulatedCloud.PROJECT));
    }

    @Test
    void findsTheSiteToChangeAmongSeveral() throws Exception {
        EcsSite production = new EcsSite("production", "https://ecs.eu-de.otc.t-systems.com", "");
        production.setProjectName("eu-de_production");
        production.setDefaultSite(true);
        EcsSite lab = new EcsSite("lab", "https://ecs.cn-north-4.myhuaweicloud.com", SimulatedCloud.PROJECT);
        EcsSites.get().setSites(List.of(production, lab));
        browser.open("manage/configure");
        browser.awaitText("DETAILS.ecs-site", "production ecs.eu-de.otc.t-systems.com, project eu-de_production Default site");
        browser.awaitText("DETAILS.ecs-site", "lab ecs.cn-north-4.myhuaweicloud.com, project " + SimulatedCloud.PROJECT);
        assertEquals(List.of(), browser.shown("[name='_.endpoint']"));
        browser.assertAccessible("[name='sites']");
        browser.picture("sites", browser.find(".repeated-container:has(.ecs-site)"));

        browser.script("document.querySelectorAll('.ecs-site__line')[1].focus()");
        browser.keys(Keys.ENTER);
        browser.tabTo("cloud");
        assertEquals(1, browser.shown("[name='_.endpoint']").size());
        assertEquals(List.of(), browser.script(Layout.BESIDE_THE_BOX));
        browser.picture("site-open", browser.find(".repeated-container:has(.ecs-site)"));
        assertEquals(List.of(), browser.shown(NO_DEFAULT));
        browser.script("document.querySelectorAll('[name=\"_.defaultSite\"]')[0].click()");
        browser.awaitText(NO_DEFAULT, "Several sites are configured and none is the default");
        browser.assertAccessible("[name='sites']");
        browser.script("document.querySelectorAll('[name=\"_.defaultSite\"]')[0].click()");
        assertEquals(List.of(), browser.shown(NO_DEFAULT));
        browser.type(browser.field("name"), "laboratory");
        browser.awaitText(".ecs-site__line", "laboratory ecs.cn-north-4");
        browser.assertAccessibleInDark("[name='sites']");
        browser.picture("site-open-dark", browser.find(".repeated-container:has(.ecs-site)"));
        browser.click(browser.shown(".ecs-site__line").get(1));
        assertEquals(List.of(), browser.shown("[name='_.endpoint']"));

        browser.click(browser.button("Save"));
        browser.await(() -> EcsSites.get().getSites().get(1).getName().equals("laboratory") ? this : null);
        assertEquals("eu-de_production", EcsSites.get().getSites().get(0).getProjectName());
        assertTrue(EcsSites.get().getSites().get(0).isDefaultSite());
        browser.assertQuiet();
    }

    private String value(String field) {
        return browser.all("[name='_." + field + "']").get(0).getDomProperty("value");
    }
}
