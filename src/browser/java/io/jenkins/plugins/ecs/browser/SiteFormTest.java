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
        browser.assertQuiet();

        browser.click(browser.button("Save"));
        browser.await(() -> EcsSites.get().getSites().isEmpty() ? null : this);
        EcsSite site = EcsSites.get().getSites().get(0);
        assertEquals("simulated", site.getName());
        assertEquals(scene.cloud.endpoint(), site.getEndpoint());
        assertEquals("api-key", site.getCredentialsId());
        assertTrue(site.project().id().equals(SimulatedCloud.PROJECT));
    }

    private String value(String field) {
        return browser.all("[name='_." + field + "']").get(0).getDomProperty("value");
    }
}
