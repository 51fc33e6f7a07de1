package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
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
import net.sf.json.JSONObject;
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
        EcsSite twin = new EcsSite("twin", scene.cloud.endpoint(), SimulatedCloud.PROJECT);
        twin.setCredentialsId("api-key");
        EcsSites.get().setSites(List.of(scene.site(), other, twin));
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        asked.setSite("twin");
        FreeStyleBuild sameServer = run(asked, Result.SUCCESS);
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
        assertThat(history, containsString(sameServer.getDisplayName() + " twin"));

        asked.setDryRun(false);
        run(asked, Result.SUCCESS);
        asked.setSite("simulated");
        asked.setMode("no mode");
        run(asked, Result.FAILURE);
        String all = text("manage/ecs-os-changes/");
        assertThat(all, containsString("other localhost, project " + SimulatedCloud.PROJECT));
        assertThat(all, containsString("simulated 127.0.0.1, project " + SimulatedCloud.PROJECT));
        assertThat(
                "the name of a server of another site",
                text("manage/ecs-os-changes/?site=simulated"),
                not(containsString("web-1")));
        JSONObject site = jenkins.getJSON("manage/ecs-os-changes/api/json?site=other")
                .getJSONObject()
                .getJSONArray("outcomes")
                .getJSONObject(0)
                .getJSONObject("site");
        assertEquals("localhost", site.getString("endpoint"));
        assertEquals(SimulatedCloud.PROJECT, site.getString("project"));
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

        String history = history(none);
        assertThat(history, containsString("(not specified) simulated"));
        assertThat(history, containsString("web-9 simulated"));
        assertThat(text("manage/ecs-os-changes/"), containsString("(not specified) "));
    }

    /** What was mistaken for an ID is not beside the servers as if it were one of them. */
    @Test
    void keepWhatIsOfNoServerApartFromServers() throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        FreeStyleBuild changed = run(asked, Result.SUCCESS);
        asked.setServerName("db-1");
        run(asked, Result.FAILURE);
        asked.setServerName(null);
        asked.setServerId("web-1");
        FreeStyleBuild mistaken = run(asked, Result.FAILURE);

        List<ServerHistory> servers =
                ServerHistoryAction.of(changed.getProject()).getServers();
        assertEquals(
                List.of("web-1 " + Region.SERVER),
                servers.stream()
                        .map(server -> server.getLabel() + ' ' + server.getServerId())
                        .toList());
        String[] history = history(changed).split("Without a server");
        assertThat(history[0], containsString("web-1 " + Region.SERVER));
        assertThat(history[0].replaceAll(".*Site: simulated", ""), not(containsString("#3")));
        assertThat(history[1], matchesPattern(".*#3 .* web-1 simulated Standard_Ubuntu_22.04_latest .*"));
        assertThat(text(mistaken.getUrl() + "ecs-os-changes"), containsString("‘web-1’ is not a server ID"));
        assertEquals(
                "web-1",
                jenkins.getJSON(changed.getProject().getUrl() + "ecs-servers/api/json?tree=withoutServer[serverId]")
                        .getJSONObject()
                        .getJSONArray("withoutServer")
                        .getJSONObject(0)
                        .getString("serverId"));
    }

    private String history(FreeStyleBuild build) throws Exception {
        return text(build.getProject().getUrl() + "ecs-servers");
    }
}
