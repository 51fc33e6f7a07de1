package io.jenkins.plugins.ecs.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** Everybody looks at a change instead of reading a log. */
@Tag("browser")
@WithJenkins
class ChangePagesTest {

    private static final String CHANGES = "#ecs-changes";

    private JenkinsRule jenkins;
    private JenkinsScene scene;
    private Browser browser;
    private FreeStyleProject job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        scene = new JenkinsScene();
        browser = new Browser(rule);
        job = rule.createFreeStyleProject("re-image-web");
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setMode("withStopServer");
        job.getBuildersList().add(new EcsChangeOsBuilder(parameters));
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        scene.close();
    }

    @Test
    void watchesAChangeUntilItHasSucceeded() throws Exception {
        scene.cloud.jobsTake(Duration.ofMinutes(1));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        browser.open(build.getUrl() + "ecs-os-changes/");
        browser.awaitText(CHANGES, "exampleChangeOsSingle");
        browser.find(".ecs-timeline__open");
        double width = openWidth();
        browser.await(() -> openWidth() != width ? this : null);
        browser.assertAccessible(CHANGES);
        browser.picture("timeline-running", browser.find(CHANGES));

        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        browser.awaitText(".ecs-outcome--succeeded", "Changed");
        assertFalse(browser.find(CHANGES).getText().contains("Cloud job running now"));
        browser.assertAccessible(CHANGES);
        browser.pictures("timeline", CHANGES);

        browser.open(build.getUrl());
        browser.awaitText(".app-summary", "web-1");
        browser.assertAccessible(".ecs-summary");
        browser.picture("build-summary", browser.find(".app-summary:has(.ecs-summary)"));
        browser.assertAccessibleInDark(".ecs-summary");
        browser.click(browser.find(".app-summary a[href='ecs-os-changes/']"));
        browser.awaitText(CHANGES, "192.168.1.99");
        browser.assertQuiet();
    }

    @Test
    void explainsAFailure() throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        browser.open(build.getUrl() + "ecs-os-changes/");
        browser.awaitText(".jenkins-alert-danger", "request a higher EVS quota");
        browser.assertAccessible(CHANGES);
        browser.pictures("failure", CHANGES);

        browser.open(build.getUrl());
        browser.awaitText(".ecs-summary__reason", "Insufficient EVS disk quota");
        browser.assertAccessible(".ecs-summary");
        browser.pictures("build-failure", ".app-summary:has(.ecs-summary)");
        browser.assertQuiet();
    }

    @Test
    void tellsTheHistoryOfServers() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0202", "Failed to create the system disk.");
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters().setServerId("web-1");
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        browser.open(job.getUrl());
        browser.click(browser.await(() -> browser.driver().findElements(By.linkText("OS change history")).stream()
                .findFirst()
                .orElse(null)));
        browser.awaitText("#main-panel", "web-1");
        assertThat(browser.all("#main-panel tbody tr").size(), greaterThan(1));
        browser.assertAccessible(".ecs-change");
        browser.pictures("server-history", ".ecs-change");
        browser.pictures("server-history-without", "#ecs-without-server");
        browser.assertQuiet();
    }

    @Test
    void writesASnippet() throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        browser.open(pipeline.getUrl() + "pipeline-syntax/");
        new Select(browser.find("select.dropdownList")).selectByVisibleText("ecsChangeOs: Change the OS of a cloud server (ECS)");
        browser.type(browser.field("serverId"), "web");
        browser.awaitText(".ecs-picker__list", "web-1");
        browser.click(".ecs-picker__option");
        browser.type(browser.field("imageId"), "standard");
        browser.awaitText(".ecs-picker__list", "Ubuntu");
        browser.click(".ecs-picker__option");
        browser.click(browser.button("Generate Pipeline Script"));
        String expected = "ecsChangeOs imageId: '" + Region.IMAGE + "', serverId: '" + Region.SERVER + "'";
        browser.await(() -> expected.equals(browser.find("#prototypeText").getDomProperty("value")) ? this : null);
        browser.makeRoomFor(browser.find("#main-panel"));
        browser.picture("snippet-generator", browser.find("#main-panel"));
        browser.assertAccessible(".ecs-picker");
        browser.assertAccessibleInDark(".ecs-picker");
        browser.assertQuiet();
    }

    private double openWidth() {
        return Double.parseDouble(browser.find(".ecs-timeline__open").getDomAttribute("width"));
    }
}
