package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A change that never saw its server is shown with the names that earlier changes saw, and the IDs. */
class RememberedTest extends WithScene {

    private static final String IMAGE_NAME = "Standard_Ubuntu_22.04_latest";
    private static final String SERVER = "web-1 (" + Region.SERVER;
    private static final String IMAGE = IMAGE_NAME + " (" + Region.IMAGE + ')';

    private FreeStyleProject first;
    private FreeStyleBuild refused;

    @BeforeEach
    void changeAndRefuse() throws Exception {
        first = jenkins.createFreeStyleProject("first");
        first.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        jenkins.buildAndAssertSuccess(first);
        OsChangeParameters mistaken = JenkinsScene.parameters();
        mistaken.setMode("no mode");
        FreeStyleProject second = jenkins.createFreeStyleProject("second");
        second.getBuildersList().add(new EcsChangeOsBuilder(mistaken));
        refused = jenkins.buildAndAssertStatus(Result.FAILURE, second);
    }

    @Test
    void namesWhatEarlierChangesSaw() throws Exception {
        int requests = scene.cloud.requestCount();
        assertThat(text(refused.getUrl()), containsString(SERVER + ", simulated): " + IMAGE + " Failed"));
        String page = text(refused.getUrl() + "ecs-os-changes");
        assertThat(page, containsString(SERVER + ") Failed"));
        assertThat(page, containsString(SERVER + "): name as seen by an earlier OS change"));
        assertThat(page, containsString(IMAGE + ": name as seen by an earlier OS change"));
        assertThat(text(refused.getProject().getUrl() + "ecs-servers"), containsString("web-1 " + Region.SERVER));
        JSONObject change = jenkins.getJSON(refused.getUrl() + "ecs-os-changes/api/json")
                .getJSONObject()
                .getJSONArray("changes")
                .getJSONObject(0);
        assertEquals("null", change.getString("serverName"));
        assertEquals("web-1", change.getJSONObject("remembered").getString("serverName"));
        assertEquals(IMAGE_NAME, change.getJSONObject("remembered").getString("imageName"));
        String all = text("manage/ecs-os-changes/?outcome=failed&server=web-1");
        assertThat(all, containsString("web-1 " + Region.SERVER + ' ' + IMAGE));
        assertEquals(requests, scene.cloud.requestCount(), "to draw pages, no cloud is asked");
    }

    @Test
    void tellsNobodyOfAServerOfAJobThatHeMayNotSee() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "reader of both")
                .grant(Item.READ)
                .onItems(refused.getProject())
                .to("reader")
                .grant(Item.READ)
                .everywhere()
                .to("reader of both"));
        for (String page : new String[] {"", "ecs-os-changes/", "ecs-os-changes/api/json", "api/json?depth=3"}) {
            String path = refused.getUrl() + page;
            assertThat(page, as("reader", path), containsString(Region.SERVER));
            assertThat(page, as("reader", path), not(containsString("web-1")));
            assertThat(page, as("reader", path), not(containsString(IMAGE_NAME)));
            assertThat(page, as("reader of both", path), containsString("web-1"));
        }
    }

    private String text(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path).asNormalizedText().replaceAll("\\s+", " ");
        }
    }

    private String as(String user, String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login(user)) {
            return browser.goTo(path, null).getWebResponse().getContentAsString();
        }
    }
}
