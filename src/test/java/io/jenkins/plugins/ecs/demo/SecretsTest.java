package io.jenkins.plugins.ecs.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The terminal demo signs in with what stands in the environment. */
class SecretsTest {

    private static final Project PROJECT = Project.withId(SimulatedCloud.PROJECT);

    private SimulatedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void signsWithAnAccessKey() throws CloudException {
        String secret = SimulatedCloud.ACCESS_KEY.secret().reveal();
        assertSignsIn(Map.of("ECS_ACCESS_KEY", SimulatedCloud.ACCESS_KEY.id(), "ECS_SECRET_KEY", secret));
        assertEquals(0, cloud.identity().logins());
    }

    @Test
    void signsInWithAPassword() throws CloudException {
        assertSignsIn(Map.of(
                "ECS_DOMAIN", Identity.DOMAIN, "ECS_USER", Identity.USER_NAME, "ECS_PASSWORD", Identity.PASSWORD));
        assertEquals(1, cloud.identity().logins());
    }

    @Test
    void saysWhatIsMissing() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> auth(Map.of("ECS_ACCESS_KEY", "AK", "ECS_USER", "somebody")));
        assertTrue(refusal.getMessage().contains("ECS_SECRET_KEY"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("ECS_PASSWORD"), refusal.getMessage());
    }

    private void assertSignsIn(Map<String, String> environment) throws CloudException {
        String name = Clients.of(cloud.endpoint(), PROJECT, auth(environment), Clock.systemUTC(), new OkHttpClient())
                .server(Region.SERVER)
                .name();
        assertEquals("web-1", name);
    }

    private RequestAuth auth(Map<String, String> environment) {
        return Secrets.auth(Endpoints.of(cloud.endpoint()), PROJECT, environment);
    }
}
