package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Call;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server and image by name: what the name stands for when the turn comes is changed, and never another server than the one that was queued for. */
class NamesTest {

    private static final String OTHER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    private static final String NEWER = "0000000a-73ad-429d-b6f2-543394740001";
    private static final String NEWEST = "0000000b-73ad-429d-b6f2-543394740002";

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        image(NEWER, "golden-7", "2026-02-01T00:00:00Z");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void image(String id, String name, String created) {
        rig.cloud.region().addImage(id, name);
        rig.cloud.region().image(id).put("created_at", created);
    }

    private static ChangeRequest named(String server, String image) {
        return new ChangeRequest(null, null).serverName(server).imageName(image);
    }

    private List<String> sent() {
        return rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .map(SimulatedCloud.Request::body)
                .toList();
    }

    private OsChange refused(ChangeRequest request, String words) {
        OsChange change = rig.run(request);
        assertEquals(State.FAILED, change.state(), rig.log());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString(words));
        assertTrue(sent().isEmpty());
        return change;
    }

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

    @Test
    void refusesAnotherServerThatTookTheNameWhileItWasQueued() {
        rig.ahead = "another build";
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        waits(change);
        rig.server().json().put("name", "web-1-old");
        rig.cloud.region().addServer(OTHER, "web-1", "SHUTOFF");
        rig.ahead = null;

        rig.drive(change);

        assertEquals(State.FAILED, change.state());
        assertThat(change.failure().message(), containsString("whose name is web-1-old now"));
        assertTrue(sent().isEmpty());
    }

    @Test
    void refusesANameThatStandsForTwoServersAfterARestart() throws Exception {
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        rig.driveUntil(change, State.CHECKED);
        rig.cloud.region().addServer(OTHER, "web-1", "SHUTOFF");

        OsChange found = rig.loadedFromDisk(0);
        assertEquals(Region.SERVER, found.record().serverId());
        found.resume(rig);
        rig.drive(found);

        assertEquals(State.FAILED, found.state());
        assertThat(found.failure().message(), containsString("2 servers have the name"));
        assertTrue(sent().isEmpty());
    }

    @Test
    void sendsTheImageThatIsTheNewestWhenThePlanIsMadeAnew() {
        OsChange change = new OsChange("test", named("web-1", "golden-*"));
        rig.cloud.faults().answer("POST", "/changeos", 400, "Ecs.0603", "busy");
        rig.driveUntil(change, State.CHECKED);
        change.advance(rig);
        image(NEWEST, "golden-8", "2026-03-01T00:00:00Z");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(sent().get(0), containsString(NEWER));
        assertThat(sent().get(1), containsString(NEWEST));
        assertEquals(2, sent().size());
        assertEquals(NEWEST, change.record().imageId());
    }

    @Test
    void monitorsTheImageThatWasSentThoughANewerOneComes() {
        OsChange change = new OsChange("test", named("web-1", "golden-*"));
        rig.driveUntil(change, State.SUBMITTED);
        image(NEWEST, "golden-8", "2026-03-01T00:00:00Z");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(NEWER, change.record().imageId());
        assertThat(rig.log(), not(containsString(NEWEST)));
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

    @Test
    void queuesForAServerOnlyWhenItIsFound() {
        rig.cloud.faults().answer("GET", "/detail", 500, null, "away");
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        assertThat(Labels.server(change.record()), containsString("web-1"));
        rig.drive(change);
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("web-1: Querying the cloud failed"));
    }

    @Test
    void endsWhereItSearchesWhenAborted() {
        OsChange change = new OsChange("test", named("web-1", "golden-7"));
        change.advance(rig);
        assertThat(change.abandon(), containsString("web-1 was not changed"));
        assertTrue(change.advance(rig).isEmpty());
        assertTrue(rig.cloud.requests().isEmpty());
    }

    private void waits(OsChange change) {
        for (int i = 0; i < 10; i++) {
            rig.clock.pass(change.advance(rig).orElse(Duration.ZERO));
        }
        assertEquals(State.QUEUED, change.state());
        assertEquals(Region.SERVER, change.record().serverId());
    }
}
