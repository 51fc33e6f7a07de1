package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole lists, page by page, in the share of the limiter that is for lists. */
class ListReaderTest {

    /** What one exchange of the simulated cloud takes on the clock. */
    private static final Duration EXCHANGE = Duration.ofMillis(60);

    private Rig rig;
    private EcsClient client;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        client = rig.client();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private <T> ListReader<T> read(ListReader.Kind<T> kind) {
        ListReader<T> reader = new ListReader<>(kind, rig.clock.nanoTime());
        for (int steps = 0; steps < 10_000; steps++) {
            int before = rig.cloud.requests().size();
            Optional<Duration> wait = reader.advance(client, rig.clock.nanoTime());
            rig.clock.pass(rig.cloud.requests().size() > before ? EXCHANGE : Duration.ZERO);
            if (wait.isEmpty()) {
                return reader;
            }
            rig.clock.pass(wait.get());
        }
        throw new AssertionError("no end in sight");
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-%012x".formatted(number);
    }

    @Test
    void readsTwoThousandServersAndFiveHundredImagesInThreeSeconds() {
        for (int i = 1; i < 2000; i++) {
            rig.cloud.region().addServer(id(i), "fleet-" + i, "ACTIVE");
        }
        for (int i = 2; i < 500; i++) {
            rig.cloud.region().addImage(id(i), "golden-" + i);
        }
        rig.limiter.limitTo(100);
        Instant begun = rig.clock.instant();

        ListReader<Server> servers = read(ListReader.SERVERS);
        ListReader<Image> images = read(ListReader.IMAGES);

        Duration time = Duration.between(begun, rig.clock.instant());
        assertNull(servers.problem());
        assertEquals(2000, servers.items().size());
        assertEquals(500, images.items().size());
        int requests = rig.cloud.requests().size();
        assertEquals(27, requests, "a last page that is full has an empty one behind it");
        assertThat(time, lessThan(Duration.ofSeconds(3)));
    }

    @Test
    void asksNoMoreThanAQuarterOfWhatTheLimiterAllows() {
        for (int i = 1; i < 1000; i++) {
            rig.cloud.region().addServer(id(i), "fleet-" + i, "ACTIVE");
        }
        rig.limiter.limitTo(4);
        Instant begun = rig.clock.instant();

        assertEquals(1000, read(ListReader.SERVERS).items().size());

        Duration time = Duration.between(begun, rig.clock.instant());
        assertEquals(11, rig.cloud.requests().size());
        assertThat(time, greaterThanOrEqualTo(Duration.ofSeconds(10)));
    }

    @Test
    void givesUpWhereTheLaneStaysFull() {
        rig.limiter.limitTo(4);
        for (int i = 0; i < 2000; i++) {
            rig.limiter.takeForList(Duration.ofHours(2));
        }
        assertThat(read(ListReader.SERVERS).problem(), containsString("could not be read within 5 minutes"));
        assertTrue(rig.cloud.requests().isEmpty());
    }

    @Test
    void asksAgainAfterAFailureThatPasses() {
        rig.cloud.faults().answer("GET", "/detail", 500, null, "away");
        rig.cloud.faults().throttle("GET", "/detail", "3");
        assertEquals(1, read(ListReader.SERVERS).items().size());
        assertEquals(3, rig.cloud.requests().size());
    }

    @Test
    void endsAtOnceWhereItMayNotAsk() {
        rig.cloud.faults().refuse("GET", "/detail", 403, "Ecs.0003", "not allowed");
        rig.cloud.faults().refuse("GET", "/detail", 403, "Ecs.0003", "not allowed");
        assertThat(read(ListReader.SERVERS).problem(), containsString("Ecs.0003"));
    }

    /** A part of a list would pass for the whole. */
    @Test
    void isNoListWhereTheSamePageComesAgainAndAgain() {
        String page = rig.cloud.region().at(Region.SERVER).json().toString();
        String full = "{\"servers\": [" + (page + ",").repeat(99) + page + "]}";
        rig.cloud.faults().say("GET", "/detail", 200, full);
        rig.cloud.faults().say("GET", "/detail", 200, full);
        assertThat(read(ListReader.SERVERS).problem(), containsString("is not complete"));
    }

    /** Whoever takes that for an empty fleet changes nothing, and reports a success. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"count\": 0}", "{\"servers\": null, \"images\": null}", "[]", "\"\""})
    void isNoListWhereTheAnswerHasNone(String answer) {
        for (int i = 0; i < 5; i++) {
            rig.cloud.faults().say("GET", "/detail", 200, answer);
            rig.cloud.faults().say("GET", "/cloudimages", 200, answer);
        }
        assertThat(read(ListReader.SERVERS).problem(), containsString("no usable answer came from the cloud"));
        assertThat(read(ListReader.IMAGES).problem(), containsString("no usable answer came from the cloud"));
    }

    @Test
    void isAnEmptyListWhereTheAnswerSaysSo() {
        rig.cloud.faults().say("GET", "/detail", 200, "{\"servers\": []}");
        rig.cloud.faults().say("GET", "/detail", 200, "{\"servers\": []}");
        ListReader<Server> reader = read(ListReader.SERVERS);
        assertNull(reader.problem());
        assertTrue(reader.items().isEmpty());
    }

    /** A server that is left out is not changed, and nobody is told; of two with one name the other would be. */
    @Test
    void goesOnWhereTheCloudGivesFewerAtOnceThanWereAskedFor() {
        for (int i = 1; i < 60; i++) {
            rig.cloud.region().addServer(id(i), "fleet-" + i, "ACTIVE");
        }
        rig.cloud.region().giveServersAtOnce(25);
        ListReader<Server> reader = read(ListReader.SERVERS);
        assertNull(reader.problem());
        assertEquals(
                59,
                reader.items().stream()
                        .filter(server -> server.name().startsWith("fleet-"))
                        .count());
    }

    @Test
    void tellsEachServerOnceThoughTheListMoves() {
        for (int i = 1; i < 150; i++) {
            rig.cloud.region().addServer(id(i), "fleet-" + i, "ACTIVE");
        }
        ListReader<Server> reader = new ListReader<>(ListReader.SERVERS, rig.clock.nanoTime());
        reader.advance(client, rig.clock.nanoTime());
        rig.cloud.faults().say("GET", "/detail", 200, """
                {"count": 3, "servers": [
                  {"id": "%s", "name": "fleet-1", "status": "ACTIVE"},
                  {"id": "%s", "name": null, "status": null},
                  {"id": "%s", "name": "new", "status": "SHUTOFF"}]}
                """.formatted(id(1), id(900), id(901)));
        for (Optional<Duration> wait = Optional.of(Duration.ofSeconds(1)); wait.isPresent(); ) {
            rig.clock.pass(wait.get().plusSeconds(1));
            wait = reader.advance(client, rig.clock.nanoTime());
        }
        assertEquals(101, reader.items().size());
        assertEquals(Region.SERVER, reader.items().get(0).id());
    }
}
