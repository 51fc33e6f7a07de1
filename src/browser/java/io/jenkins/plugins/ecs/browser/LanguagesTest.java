package io.jenkins.plugins.ecs.browser;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** Whoever asks in another language is answered in it, page, form and help. */
@Tag("browser")
@WithJenkins
class LanguagesTest {

    private JenkinsRule jenkins;
    private JenkinsScene scene;
    private LocaleProvider original;
    private FreeStyleBuild build;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        original = LocaleProvider.getProvider();
        // As Jenkins itself does outside of tests.
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                StaplerRequest2 request = Stapler.getCurrentRequest2();
                return request == null ? Locale.getDefault() : request.getLocale();
            }
        });
        scene = new JenkinsScene();
        FreeStyleProject job = rule.createFreeStyleProject("re-image");
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        build = rule.buildAndAssertSuccess(job);
    }

    @AfterEach
    void stop() {
        LocaleProvider.setProvider(original);
        scene.close();
    }

    @Test
    void answersInChinese() throws Exception {
        try (Browser browser = new Browser(jenkins, Locale.SIMPLIFIED_CHINESE)) {
            browser.open(build.getUrl() + "ecs-os-changes/");
            browser.awaitText(".ecs-outcome", "已切换");
            browser.awaitText("#ecs-changes", "云任务执行中");
            browser.picture("timeline-zh_CN", browser.find("#ecs-changes"));
            browser.open(build.getParent().getUrl() + "configure");
            browser.click(browser.find("[name='builder'] .ecs-picker"));
            browser.click(browser.find("[name='builder'] a[helpurl*='serverId']"));
            browser.awaitText("[name='builder']", "其系统盘及全部内容将被删除");
            browser.assertQuiet();
        }
    }

    @Test
    void answersInGerman() throws Exception {
        try (Browser browser = new Browser(jenkins, Locale.GERMAN)) {
            browser.open(build.getUrl() + "ecs-os-changes/");
            browser.awaitText(".ecs-outcome", "Geändert");
            browser.awaitText("#ecs-changes", "In der Warteschlange");
            browser.open("manage/configure");
            browser.awaitText("ECS-Verbindungen");
            browser.awaitText("[name='sites']", "Verbindung testen");
            browser.assertQuiet();
        }
    }
}
