package io.jenkins.plugins.ecs.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimits;
import io.jenkins.plugins.ecs.credentials.CredentialKinds.ApiIdentity;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class EcsClientsTest {

    private static final String ENDPOINT = "https://ecs.example.com";
    private static final String PROJECT = "5fa3a0b7c1d24e0fb3c1d6a1e2f30415";

    private final TestClock clock = new TestClock();
    private final TestTimer timer = new TestTimer(clock);
    private EcsClients clients;

    @BeforeEach
    void start(JenkinsRule rule) {
        clients = new EcsClients(clock, clock::nanoTime, timer);
    }

    @Test
    void makesAnotherClientForARotatedKeyOrAnotherProject() {
        EcsClient client = client(clients, PROJECT, "secret");
        assertSame(client, client(clients, PROJECT, "secret"));
        assertNotSame(client, client(clients, PROJECT, "rotated"));
        assertNotSame(client, client(clients, "00000000000000000000000000000001", "secret"));
    }

    @Test
    void forgetsAClientAnHourAfterItsLastUse() {
        EcsClient client = client(clients, PROJECT, "secret");
        clock.pass(Duration.ofMinutes(59));
        assertSame(client, client(clients, PROJECT, "secret"));
        clock.pass(Duration.ofMinutes(59));
        assertSame(client, client(clients, PROJECT, "secret"));

        clock.pass(Duration.ofMinutes(61));
        assertNotSame(client, client(clients, PROJECT, "secret"));
    }

    /** A Jenkins in which nobody changes a server any more does not keep the keys in memory either. */
    @Test
    void keepsNoSecretInMemoryThatNobodyUses() {
        WeakReference<EcsClient> client = new WeakReference<>(client(clients, PROJECT, "secret"));
        timer.pass(Duration.ofMinutes(59));
        System.gc();
        assertNotNull(client.get());

        timer.pass(Duration.ofMinutes(2));
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (client.get() != null) {
                System.gc();
            }
        });
    }

    @Test
    void keepsAHundredClientsAtMost() {
        List<WeakReference<EcsClient>> made = IntStream.range(0, 300)
                .mapToObj(i -> new WeakReference<>(client(clients, PROJECT, "secret-" + i)))
                .toList();
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (made.stream().filter(client -> client.get() != null).count() > 100) {
                System.gc();
            }
        });
    }

    @Test
    void keepsToTheLowestCeilingOfTheSitesOfAnEndpoint() {
        EcsSites.get().setSites(List.of(site("one", 50), site("two", 2)));
        EcsClient client = client(EcsClients.get(), PROJECT, "secret");
        EcsClients.get().follow(List.of(site("two", 2), new EcsSite("written by hand", "nowhere", "none")));
        client.limits().ecs().reserve();
        assertThat(client.limits().ecs().reserve(), greaterThan(Duration.ofMillis(200)));

        EcsSites.get().setSites(List.of(site("two", 1000)));
        Duration before = client.limits().ecs().reserve();
        assertThat(client.limits().ecs().reserve().minus(before), lessThan(Duration.ofMillis(50)));
    }

    @Test
    void limitsEachHostForItself() {
        EcsSite one = new EcsSite("one", "https://ecs.eu-de.otc.t-systems.com", PROJECT);
        one.setRequestsPerSecond(7);
        EcsSites.get().setSites(List.of(one));
        RateLimits limits = limits(one.endpoints(), PROJECT);

        assertNotSame(limits.ecs(), limits.ims());
        assertSame(
                limits.ims(),
                limits(one.endpoints(), "00000000000000000000000000000001").ims());
        assertEquals(7, limits.ecs().perSecond());
        assertEquals(7, limits.ims().perSecond());
    }

    private static RateLimits limits(Endpoints endpoints, String project) {
        ApiIdentity identity = new ApiIdentity(new AccessKey("AK", "SK"), null);
        return EcsClients.get()
                .client(endpoints, Project.withId(project), identity)
                .limits();
    }

    private static EcsSite site(String name, int requestsPerSecond) {
        EcsSite site = new EcsSite(name, ENDPOINT, PROJECT);
        site.setRequestsPerSecond(requestsPerSecond);
        return site;
    }

    private static EcsClient client(EcsClients clients, String project, String secret) {
        return clients.client(
                Endpoints.of(ENDPOINT), Project.withId(project), new ApiIdentity(new AccessKey("AK", secret), null));
    }
}
