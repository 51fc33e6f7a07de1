package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The list of all changes links to the build that made a change, and to no other one. */
class ChangeLinksTest extends WithScene {

    private static final String PAGE = "manage/ecs-os-changes/";

    private FreeStyleProject job;

    @BeforeEach
    void change() throws Exception {
        job = jenkins.createFreeStyleProject("web");
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        jenkins.buildAndAssertSuccess(job);
        assertThat(markup(), containsString("job/web/1/ecs-os-changes/"));
    }

    @Test
    void linksToNoBuildOfAnotherJobThatHasTheNameNow() throws Exception {
        job.delete();
        jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("web"));
        assertThat(markup(), not(containsString("job/web/1")));
        assertEquals("null", outcome().getString("buildUrl"));
        assertEquals("web-1", outcome().getString("serverName"));
    }

    @Test
    void linksToNoBuildThatWasDeleted() throws Exception {
        job.getBuildByNumber(1).delete();
        assertThat(markup(), not(containsString("job/web/1")));
    }

    @Test
    void followsTheJobWhereAnotherOneTakesItsName() throws Exception {
        job.renameTo("renamed");
        jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("web"));
        assertThat(markup(), containsString("job/renamed/1/ecs-os-changes/"));
        assertThat(markup(), not(containsString("job/web/1")));
    }

    @Test
    void tellsWhyAChangeWasRefusedWithoutTheNameOfAHiddenJob() throws Exception {
        FreeStyleProject hidden = jenkins.createFreeStyleProject("hidden-job");
        hidden.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor"));
        EcsSites.get().setPermissionRequired(true);
        jenkins.buildAndAssertStatus(Result.FAILURE, hidden);
        jenkins.assertLogContains("nobody is known to have started this build", hidden.getLastBuild());
        EcsSites.get().setPermissionRequired(false);

        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login("auditor")) {
            for (String page : List.of(PAGE, PAGE + "fragment", PAGE + "api/json")) {
                String told = browser.goTo(page, null).getWebResponse().getContentAsString();
                assertThat(told, containsString("nobody is known to have started this build"));
                assertThat(told, not(containsString("hidden-job")));
            }
        }
    }

    private JSONObject outcome() throws Exception {
        return jenkins.getJSON(PAGE + "api/json")
                .getJSONObject()
                .getJSONArray("outcomes")
                .getJSONObject(0);
    }

    private String markup() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(PAGE).getWebResponse().getContentAsString();
        }
    }
}
