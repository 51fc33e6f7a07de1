package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Region;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server and image by name: what the name stands for is changed, and nothing where that is not clear. */
class NamesTest extends WithNames {

    @Test
    void changesTheServerOfThatNameToTheNewestImage() {
        image(NEWEST, "golden-8", "2026-03-01T00:00:00Z");
        image("0000000c-73ad-429d-b6f2-543394740003", "silver-9", "2026-04-01T00:00:00Z");

        OsChange change = rig.run(named("web-1", "golden-*"));

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(sent().get(0), containsString(NEWEST));
        assertEquals(Region.SERVER, change.record().serverId());
        assertEquals(NEWEST, change.record().imageId());
        assertThat(rig.log(), containsString("The name web-1 is server " + Region.SERVER));
        assertThat(
                rig.log(),
                containsString("The newest image with the name golden-* is golden-8 (" + NEWEST
                        + "), created 2026-03-01T00:00:00Z"));
    }

    @Test
    void takesNoOtherServerThoughTheServiceFindsMore() {
        rig.cloud.region().addServer(OTHER, "WEB-11", "SHUTOFF");
        rig.cloud.region().addServer("1b9c7d52-64e0-4f3a-8a15-0c8e2d7f9a31", "webs1", "SHUTOFF");
        assertEquals(State.SUCCEEDED, rig.run(named("web-1", "golden-7")).state());
        assertEquals(
                List.of(Region.SERVER),
                rig.cloud.region().audit().ourChanges().stream()
                        .map(deed -> deed.serverId())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web (old) [1]", "(", "日本+1"})
    void findsNamesThatAreNoPatterns(String name) {
        rig.cloud.region().addServer(OTHER, name, "SHUTOFF");
        OsChange change = rig.run(named(name, "golden-7"));
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(OTHER, change.record().serverId());
    }

    @Test
    void findsAServerOnALaterPage() {
        for (int i = 0; i < 250; i++) {
            rig.cloud.region().addServer("00000000-0000-4000-8000-%012x".formatted(i), "batch-" + i + "-x", "SHUTOFF");
        }
        rig.cloud.region().addServer(OTHER, "batch", "SHUTOFF");
        assertEquals(OTHER, rig.run(named("batch", "golden-7")).record().serverId());
    }

    @Test
    void refusesTwoServersOfOneNameAndNamesThem() {
        rig.cloud.region().addServer(OTHER, "web-1", "ACTIVE");
        OsChange change = refused(named("web-1", "golden-7"), "serverName: 2 servers have the name ‘web-1’");
        assertThat(change.failure().message(), containsString("web-1 (" + Region.SERVER + ")"));
        assertThat(change.failure().message(), containsString("web-1 (" + OTHER + ")"));
    }

    @Test
    void namesNoServerThatMayNotBeChanged() {
        rig.cloud
                .region()
                .addServer(OTHER, "web-12", "ACTIVE")
                .json()
                .putArray("tags")
                .add("jenkins=yes");
        rig.guardRails = new GuardRails("simulated", "jenkins=yes", List.of());
        OsChange change = refused(named("eb-1", "golden-7"), "Similar names: web-12 (" + OTHER + ").");
        assertThat(change.failure().message(), not(containsString(Region.SERVER)));
    }

    @ParameterizedTest
    @CsvSource({
        "web1, golden-7, web-1 (616fb98f-46ca-475e-917e-2563e5a8cd19)",
        "WEB-1, golden-7, web-1 (616fb98f-46ca-475e-917e-2563e5a8cd19)",
        "web-1, Golden7, golden-7 (0000000a-73ad-429d-b6f2-543394740001)",
        "web-1, goldne-*, golden-7 (0000000a-73ad-429d-b6f2-543394740001)",
    })
    void offersNamesThatAreNear(String server, String image, String near) {
        refused(named(server, image), "Similar names: " + near + ".");
    }

    @Test
    void offersNothingNearThatMayNotBeChangedOrUsed() {
        rig.guardRails = new GuardRails("simulated", "jenkins", List.of("other"));
        refused(named("web1", "golden-7"), "serverName: no server of the project has the name ‘web1’.");
        rig.guardRails = new GuardRails("simulated", null, List.of("other"));
        refused(named("web-1", "golden7"), "imageName: no active image with the name ‘golden7’");
    }

    @Test
    void asksOnceMoreAtMostForNamesThatAreNear() {
        refused(named("web1", "golden-7"), "Similar names");
        assertEquals(3, rig.cloud.requests().size(), "an empty list is asked for once more anyway");
    }

    @ParameterizedTest
    @CsvSource({
        "gone, golden-7, serverName: no server",
        "web-1, gone, imageName: no active image",
        "web-1, *, imageName: every"
    })
    void refusesWhatIsNotThere(String server, String image, String words) {
        refused(named(server, image), words);
    }

    @Test
    void refusesIdAndNameTogetherAndNeither() {
        refused(rig.request().serverName("web-1"), "serverName: set together with serverId");
        refused(rig.request().imageName("golden-7"), "imageName: set together with imageId");
        refused(new ChangeRequest("", null), "serverId: missing");
        refused(new ChangeRequest("", null), "imageId: missing");
        assertTrue(rig.cloud.requests().isEmpty());
    }

    @Test
    void refusesImagesOfWhichNoneIsTheNewest() {
        image(NEWEST, "golden-7", "2026-02-01T00:00:00Z");
        OsChange change = refused(named("web-1", "golden-7"), "the times of creation are equal or missing");
        assertThat(change.failure().message(), containsString(NEWEST));
    }

    @Test
    void refusesAnImageThatMayBeNewer() {
        image(NEWEST, "golden-8", null);
        refused(named("web-1", "golden-*"), "the times of creation are equal or missing");
    }

    @Test
    void takesNoImageThatIsNotActive() {
        image(NEWEST, "golden-7", "2026-03-01T00:00:00Z");
        rig.cloud.region().image(NEWEST).put("status", "saving");
        assertEquals(NEWER, rig.run(named("web-1", "golden-7")).record().imageId());
    }

    @Test
    void holdsTheGuardrailsAgainstWhatTheNamesStandFor() {
        image(NEWEST, "golden-8", "2026-03-01T00:00:00Z");
        rig.guardRails = new GuardRails("simulated", null, List.of("golden-7"));
        refused(named("web-1", "golden-*"), "requested: golden-8 (" + NEWEST + ")");
        rig.guardRails = new GuardRails("simulated", "jenkins", List.of());
        refused(named("web-1", "golden-7"), "guardrail “server tag”");
    }

    /** The permission to change servers, which the advice for this code names, is not the one that lacks. */
    @Test
    void namesThePermissionThatTheLookForAServerLacks() {
        rig.cloud.permissions().deny(Call.SERVERS);
        OsChange change =
                refused(named("web-1", "golden-7"), "serverName: the API credential is not allowed to query servers");
        assertThat(change.failure().message(), not(containsString("changeOS")));
    }

    @Test
    void findsWhatAUserSeesWhoHasRightsInEnterpriseProjectsOnly() {
        rig.cloud.permissions().enterpriseProjectsOnlyAndSilently();
        assertEquals(State.SUCCEEDED, rig.run(named("web-1", "golden-*")).state(), rig.log());
    }

    /** The other one of that name, or a newer image, could be on the page that does not come. */
    @Test
    void takesNoPartOfAListForTheWhole() {
        String server = rig.server().json().toString();
        String servers = "{\"servers\": [" + (server + ",").repeat(99) + server + "]}";
        rig.cloud.faults().say("GET", "/detail", 200, servers);
        rig.cloud.faults().say("GET", "/detail", 200, servers);
        refused(named("web-1", "golden-7"), "it is not known which servers have the name ‘web-1’");

        String image = rig.cloud.region().image(NEWER).toString();
        String images = "{\"images\": [" + (image + ",").repeat(99) + image + "]}";
        rig.cloud.faults().say("GET", "/cloudimages", 200, images);
        rig.cloud.faults().say("GET", "/cloudimages", 200, images);
        refused(named("web-1", "golden-7"), "which image with the name ‘golden-7’ is the newest");
    }

    @Test
    void endsEachSentenceOfARefusal() {
        rig.elsewhere = Rig.NOWHERE;
        refused(named("web-1", "golden-7"), ". Check the endpoint");
    }
}
