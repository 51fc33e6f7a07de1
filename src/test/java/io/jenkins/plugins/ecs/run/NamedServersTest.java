package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.Run;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import net.sf.json.JSONObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;

/** A change whose server is still looked up by its name is among all changes, by the name that it was asked for. */
class NamedServersTest extends WithScene {

    private static final String PAGE = "manage/ecs-os-changes/";

    @ParameterizedTest
    @EnumSource
    void areInFlightBeforeTheyAreFound(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        OsChangeParameters asked = new OsChangeParameters();
        asked.setServerName("web-1");
        asked.setImageId(Region.IMAGE);
        asked.setPollSeconds(1);
        Faults.Held list = scene.cloud.faults().holdAll("GET", "/cloudservers/detail");
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, asked);
        list.awaitRequest();

        ChangeInFlight flight = ChangeInFlight.all().get(0);
        assertNull(flight.serverId());
        assertEquals("web-1", flight.summary().serverName());
        assertFalse(flight.isReleasable());
        assertFalse(flight.isStuck());
        run.getParent().renameTo("renamed-" + frontEnd.name());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String page = browser.goTo(PAGE + "fragment").asNormalizedText();
            assertThat(page, containsString("Queued\tweb-1\t"));
            assertThat(page, containsString("renamed-" + frontEnd.name() + " #1"));
            assertThat(browser.goTo(PAGE + "?server=web").asNormalizedText(), containsString("Queued\tweb-1\t"));
        }
        JSONObject told = jenkins.getJSON(PAGE + "api/json")
                .getJSONObject()
                .getJSONArray("inFlight")
                .getJSONObject(0);
        assertEquals("web-1", told.getString("serverName"));
        assertEquals("null", told.getString("serverId"));

        list.release();
        jenkins.waitForMessage("Cloud job: INIT", run);
        assertThat(ChangeInFlight.all(), hasSize(1));
        assertEquals(Region.SERVER, ChangeInFlight.all().get(0).serverId());
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(ChangeInFlight.all(), hasSize(0));
    }
}
