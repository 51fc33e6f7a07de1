package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Where there are two sites, every page and the log show which one was changed. */
class SitesOnPagesTest extends WithScene {

    private static final String PROJECT = ", project " + SimulatedCloud.PROJECT + ")";

    private FreeStyleBuild run(OsChangeParameters parameters, Result expected) throws Exception {
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("change", FreeStyleProject.class);
        job = job == null ? jenkins.createFreeStyleProject("change") : job;
        job.getBuildersList().replace(new EcsChangeOsBuilder(parameters));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private String text(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path).asNormalizedText().replaceAll("\\s+", " ");
        }
    }

    /** A server of the same name, and even of the same ID, is another one at another site. */
    @Test
    void keepTwoSitesApart() throws Exception {
        EcsSite other =
                new EcsSite("other", scene.cloud.endpoint().replace("127.0.0.1", "localhost"), SimulatedCloud.PROJECT);
        other.setCredentialsId("api-key");
        EcsSites.get().setSites(List.of(scene.site(), other));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        asked.setSite("simulated");
        FreeStyleBuild first = run(asked, Result.SUCCESS);
        asked.setSite("other");
        FreeStyleBuild second = run(asked, Result.SUCCESS);

        assertThat(text(first.getUrl()), containsString("web-1 (simulated): Public_Cloudinit"));
        assertThat(text(second.getUrl()), containsString("web-1 (other): Public_Cloudinit"));
        List<ServerHistory> servers = ServerHistoryAction.of(first.getProject()).getServers();
        assertEquals(
                List.of("other", "simulated"),
                servers.stream().map(server -> server.getSite().getName()).toList());
        String history = text(first.getProject().getUrl() + "ecs-servers");
        assertThat(history, containsString(Region.SERVER + " Site: other (localhost" + PROJECT));
        assertThat(history, containsString(Region.SERVER + " Site: simulated (127.0.0.1" + PROJECT));
    }

    @Test
    void showWhereAServerWasNotFoundAndWhereNoneWasNamed() throws Exception {
        FreeStyleBuild none = run(new OsChangeParameters(null, Region.IMAGE), Result.FAILURE);
        jenkins.assertLogContains("(not specified): Site: simulated (127.0.0.1" + PROJECT, none);
        assertThat(text(none.getUrl()), containsString("(not specified) (simulated): "));
        assertThat(text(none.getUrl() + "ecs-os-changes"), containsString("(not specified) Failed, OS not changed"));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setServerId(null);
        asked.setServerName("web-9");
        FreeStyleBuild unknown = run(asked, Result.FAILURE);
        jenkins.assertLogContains("web-9: Site: simulated (127.0.0.1" + PROJECT, unknown);

        String history = text(none.getProject().getUrl() + "ecs-servers");
        assertThat(history, containsString("(not specified) Site: simulated (127.0.0.1" + PROJECT));
        assertThat(history, containsString("web-9 Site: simulated (127.0.0.1" + PROJECT));
    }
}
