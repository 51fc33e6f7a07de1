package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import io.jenkins.plugins.ecs.site.TestTimer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PickerListsTest {

    private static final PickerLists.Kind SERVERS = PickerEntry::servers;
    private static final PickerLists.Kind IMAGES = PickerEntry::images;
    private static final GuardRails LAB = new GuardRails("lab", null, List.of());

    private final TestClock clock = new TestClock();
    private final TestTimer timer = new TestTimer(clock);
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final PickerLists choices = new PickerLists(clock, background::add, clock::nanoTime, timer);
    private SimulatedCloud cloud;
    private EcsClient client;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(clock);
        client = Clients.signing(cloud.endpoint(), clock);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void answersAtOnceAndAsksTheCloudInTheBackground() {
        assertTrue(choices.known(client, SERVERS).asking());
        assertNull(choices.known(client, SERVERS).choices());
        assertEquals(0, cloud.requests().size());
        assertEquals(1, background.size(), "one question, however many ask");

        background.remove().run();
        PickerLists.Known known = choices.known(client, SERVERS);
        assertFalse(known.asking());
        assertEquals(List.of(new PickerEntry(Region.SERVER, "web-1", "SHUTOFF", List.of(), null)), known.choices());
    }

    @Test
    void keepsListsForAWhileAndShowsTheOldOneUntilTheNewOneIsThere() {
        fetch(SERVERS);
        cloud.region().addServer(UUID.randomUUID().toString(), "web-2", "ACTIVE");
        clock.pass(Duration.ofSeconds(119));
        assertEquals(1, choices.known(client, SERVERS).choices().size());
        assertTrue(background.isEmpty());

        clock.pass(Duration.ofSeconds(2));
        assertEquals(1, choices.known(client, SERVERS).choices().size());
        background.remove().run();
        assertEquals(2, choices.known(client, SERVERS).choices().size());
    }

    @Test
    void saysWhyTheCloudCannotBeAskedAndTriesAgain() {
        cloud.faults().answer("GET", "cloudservers/detail", 403, "APIGW.0302", "No permission.");
        cloud.faults().answer("GET", "cloudservers/detail", 403, "APIGW.0302", "No permission.");
        fetch(SERVERS);
        assertThat(choices.known(client, SERVERS).problem(), containsString("APIGW.0302"));
        assertTrue(background.isEmpty());
        JSONObject answer = PickerResponse.of(choices.known(client, SERVERS), forId(""), LAB);
        assertThat(answer.getString("message"), containsString("You can still enter an ID"));

        clock.pass(Duration.ofSeconds(6));
        fetch(SERVERS);
        assertEquals(1, choices.known(client, SERVERS).choices().size());
    }

    @Test
    void findsEveryWordInAnyCaseInAnyPart() {
        cloud.region().addServer("8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22", "db-1", "ACTIVE");
        fetch(SERVERS);
        assertThat(names(SERVERS, "WEB"), contains("web-1"));
        assertThat(names(SERVERS, " active  db "), contains("db-1"));
        assertThat(names(SERVERS, "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22"), contains("db-1"));
        assertThat(names(SERVERS, ""), contains("db-1", "web-1"));
        assertEquals("Nothing found at site ‘lab’", answer(SERVERS, "mail").getString("message"));
        assertThat(
                answer(SERVERS, "00000000-0000-0000-0000-000000000000").getString("message"),
                containsString("No resource with this ID"));
    }

    @Test
    void offersWhatTheGuardrailsAllow() {
        String tagged = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
        cloud.region().addServer(tagged, "db-1", "ACTIVE");
        cloud.region().at(tagged).json().putArray("tags").add("role=db");
        fetch(SERVERS);
        fetch(IMAGES);
        GuardRails rails = new GuardRails("site", "role=db", List.of("Standard_Ubuntu_*"));

        assertThat(names(PickerResponse.of(choices.known(client, SERVERS), forId(""), rails)), contains("db-1"));
        assertThat(
                names(PickerResponse.of(choices.known(client, IMAGES), forId(""), rails)),
                contains("Standard_Ubuntu_22.04_latest"));
    }

    @Test
    void tellsImagesByOsAndDisk() {
        fetch(IMAGES);
        JSONObject image = answer(IMAGES, Region.IMAGE).getJSONArray("choices").getJSONObject(0);
        assertEquals("Standard_Ubuntu_22.04_latest", image.getString("name"));
        assertEquals("Ubuntu 22.04 · ≥ 40 GB", image.getString("detail"));
    }

    @Test
    void showsOnlyTheFirstOfManyWithoutAskingAgain() {
        IntStream.range(0, 2000)
                .forEach(i -> cloud.region().addServer(UUID.randomUUID().toString(), "fleet-" + i, "ACTIVE"));
        fetch(SERVERS);
        int asked = cloud.requests().size();
        JSONObject answer = answer(SERVERS, "fleet active");
        assertEquals(PickerSearch.MOST_SHOWN, answer.getJSONArray("choices").size());
        assertEquals("50 of 2000 shown; type more to narrow the list", answer.getString("message"));
        assertTrue(background.isEmpty());
        assertEquals(asked, cloud.requests().size());
    }

    /** Whoever sends more than anybody types costs no more than that. */
    @Test
    void searchesForTheFirstTwoHundredCharacters() {
        fetch(SERVERS);
        assertThat(names(SERVERS, "web" + " ".repeat(196) + "1 nothing is called so"), contains("web-1"));
        assertThat(names(SERVERS, "web" + " ".repeat(196) + "x"), empty());
    }

    /** A list holds the client that fetched it, and so its key. */
    @Test
    void forgetsAListTenMinutesAfterItsLastUse() {
        fetch(SERVERS);
        WeakReference<List<PickerEntry>> list =
                new WeakReference<>(choices.known(client, SERVERS).choices());
        timer.pass(Duration.ofMinutes(9));
        System.gc();
        assertNotNull(list.get());

        timer.pass(Duration.ofMinutes(2));
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (list.get() != null) {
                System.gc();
            }
        });
    }

    @Test
    void keepsListsOfDifferentProjectsApart() throws IOException {
        fetch(SERVERS);
        try (SimulatedCloud other = new SimulatedCloud(clock)) {
            other.region().addServer(UUID.randomUUID().toString(), "foreign", "ACTIVE");
            EcsClient foreigner = Clients.signing(other.endpoint(), clock);
            assertNull(choices.known(foreigner, SERVERS).choices());
            background.remove().run();
            assertEquals(2, choices.known(foreigner, SERVERS).choices().size());
        }
        assertThat(names(SERVERS, ""), not(contains("foreign")));
    }

    private static PickerSearch forId(String typed) {
        return new PickerSearch(typed, PickerSearch.Field.ID);
    }

    private void fetch(PickerLists.Kind kind) {
        choices.known(client, kind);
        background.remove().run();
    }

    private JSONObject answer(PickerLists.Kind kind, String search) {
        return PickerResponse.of(choices.known(client, kind), forId(search), LAB);
    }

    private List<String> names(PickerLists.Kind kind, String search) {
        return names(answer(kind, search));
    }

    private static List<String> names(JSONObject answer) {
        return answer.getJSONArray("choices").stream()
                .map(choice -> ((JSONObject) choice).getString("name"))
                .toList();
    }
}
