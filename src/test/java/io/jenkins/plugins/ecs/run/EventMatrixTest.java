package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.jenkins.plugins.ecs.run.Cell.Event;
import io.jenkins.plugins.ecs.run.Cell.Place;
import io.jenkins.plugins.ecs.run.CellsInJenkins.Seen;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Whatever happens to a build, wherever its change is: so many requests come over the wire, and these words are said. All cells of an event meet it together, in one
 * controller of its own process.
 */
class EventMatrixTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension()
            .javaOptions("-Dio.jenkins.plugins.ecs.run.DetachedChanges.seconds=1")
            .withTimeout(900);

    private final Map<Event, Throwable> troubles = new EnumMap<>(Event.class);
    private final Map<Cell, Seen> seen = new HashMap<>();
    private final Map<Cell, Long> inQuietDown = new HashMap<>();
    private final List<Faults.Held> held = new ArrayList<>();
    private SimulatedCloud cloud;

    private interface Scene {
        void play() throws Throwable;
    }

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @TestFactory
    Stream<DynamicNode> ofEventsAndPlaces() throws Throwable {
        controller.startJenkins();
        controller.runRemotely(CellsInJenkins::configure, cloud.endpoint());
        for (Event event : List.of(Event.MOVE, Event.RENAME, Event.DELETE, Event.ABORT)) {
            play(event, () -> {
                controller.runRemotely(CellsInJenkins::happen, cells(event));
                letGo();
            });
        }
        play(Event.QUIET_DOWN, () -> {
            controller.runRemotely(CellsInJenkins::happen, cells(Event.QUIET_DOWN));
            letGo();
            controller.runRemotely(CellsInJenkins::awaitHeld, cells(Event.QUIET_DOWN));
            Cell.of(Event.QUIET_DOWN).forEach(cell -> inQuietDown.put(cell, requests(cell)));
            controller.runRemotely(CellsInJenkins::cancelQuietDown);
        });
        play(Event.RESTART, () -> {
            controller.stopJenkins();
            letGo();
            controller.startJenkins();
        });
        play(Event.CRASH, () -> {
            controller.stopJenkinsForcibly();
            letGo();
            controller.startJenkins();
        });
        return Stream.of(Event.values())
                .map(event -> dynamicContainer(
                        event.name(),
                        Cell.of(event).stream().map(cell -> dynamicTest(cell.name(), () -> check(cell)))));
    }

    private void play(Event event, Scene happens) {
        try {
            cloud.jobsTake(AN_HOUR);
            List<Faults.Held> awaited = new ArrayList<>();
            for (Cell cell : Cell.of(event)) {
                cloud.region().addServer(cell.server(), "web", cell.place() == Place.STOPPING ? "ACTIVE" : "SHUTOFF");
                switch (cell.place()) {
                    case PLANNING -> awaited.add(cloud.faults().holdAll("GET", "/cloudservers/" + cell.server()));
                    case STOPPING ->
                        cloud.region().at(cell.server()).behaviour().stopSlowly(AN_HOUR);
                    case SENDING -> awaited.add(cloud.faults().hold("POST", cell.request()));
                    case QUEUED, FOLLOWING, DETACHED -> {}
                }
            }
            held.addAll(awaited);
            controller.runRemotely(CellsInJenkins::begin, cells(event));
            awaited.forEach(Faults.Held::awaitRequest);
            controller.runRemotely(CellsInJenkins::requirePlaces, cells(event));
            happens.play();
            seen.putAll(controller.runRemotely(CellsInJenkins::end, cells(event)));
        } catch (Throwable e) { // told for each cell of the event; the others go on
            troubles.put(event, e);
        } finally {
            letGo();
        }
    }

    private void letGo() {
        cloud.jobsTake(Duration.ofSeconds(1));
        held.forEach(Faults.Held::release);
        held.clear();
        cloud.region().finishJobs();
    }

    private static ArrayList<Cell> cells(Event event) {
        return new ArrayList<>(Cell.of(event));
    }

    private long requests(Cell cell) {
        long before = cell.place() == Place.QUEUED ? 1 : 0;
        return cloud.requests().stream()
                        .filter(request -> request.path().endsWith(cell.request()))
                        .count()
                - before;
    }

    private void check(Cell cell) throws Throwable {
        if (troubles.containsKey(cell.event())) {
            throw new AssertionError("of all cells of " + cell.event(), troubles.get(cell.event()));
        }
        Seen outcome = seen.get(cell);
        assertEquals(cell.requests(), requests(cell), () -> cell.name() + "\n" + outcome.log());
        if (cell.event() == Event.QUIET_DOWN) {
            assertEquals(cell.requestsInQuietDown(), inQuietDown.get(cell), () -> cell.name() + "\n" + outcome.log());
        }
        for (String words : cell.words()) {
            assertThat(cell.name(), outcome.log(), containsString(words));
        }
        assertTrue(outcome.over(), () -> outcome.state() + "\n" + outcome.log());
        assertEquals("", outcome.left(), cell.name());
        boolean changed = cell.requests() > 0 || cell.place() == Place.QUEUED;
        assertEquals(
                changed ? Region.IMAGE : Region.OLD_IMAGE,
                cloud.region().at(cell.server()).imageId());
        if (cell.place() == Place.STOPPING) {
            assertEquals("ACTIVE", cloud.region().at(cell.server()).status());
        }
    }
}
