package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in upper case mean the same things. */
class IdsTest {

    private final TestClock clock = new TestClock();
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
    void findsServerImageAndVolumeByIdsInUpperCase() throws CloudException {
        Server server = client.server(upper(Region.SERVER));
        assertEquals(Region.SERVER, server.id());
        assertEquals(Region.IMAGE, client.image(upper(Region.IMAGE)).id());
        assertEquals(
                40,
                client.volume(upper(Region.SERVER), upper(server.systemVolumeId()))
                        .size());
    }

    @Test
    void changesAServerToAnImageByIdsInUpperCase() throws CloudException {
        client.changeOs(
                upper(Region.SERVER),
                new ChangeOsBody(
                        upper(Region.IMAGE), Region.KEY_PAIR, upper(SimulatedCloud.USER), null, null, false, null));
        assertEquals("REBUILD", cloud.region().at(Region.SERVER).status());
    }

    @Test
    void knowsAnImageWhoseIdTheCloudWritesInUpperCase() throws IOException, CloudException {
        ObjectNode json = cloud.region().at(Region.SERVER).json();
        json.withObject("/image").put("id", upper(Region.IMAGE));
        json.withObject("/metadata").put("metering.image_id", upper(Region.IMAGE));
        assertEquals(Set.of(Region.IMAGE), client.server(Region.SERVER).imageIds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web-1", "FF80808288D41E1B", "C71B64E7-4767-4406-AFDE-2C7C7AC2242", "../V1"})
    void leavesWhatIsNoSuchIdAsItIs(String other) {
        assertEquals(other, Ids.lower(other));
    }

    @Test
    void takesIdsWithAndWithoutDashes() {
        assertEquals("5fa3a0b7c1d24e0fb3c1d6a1e2f30415", Ids.lower("5FA3A0B7C1D24E0FB3C1D6A1E2F30415"));
        assertNull(Ids.lower(null));
        assertTrue(Project.withId(" 5FA3A0B7C1D24E0FB3C1D6A1E2F30415\n").id().startsWith("5fa3a"));
    }

    private static String upper(String id) {
        return id.toUpperCase(Locale.ROOT);
    }
}
