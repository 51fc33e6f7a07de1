package io.jenkins.plugins.ecs.simulator;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import java.time.Clock;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;

/** Clients of a simulated cloud, with a limit that no test reaches. */
public final class Clients {

    private Clients() {}

    /** One that signs with the simulated cloud's access key. */
    public static EcsClient signing(String endpoint, Clock clock) {
        return signing(endpoint, clock, new OkHttpClient());
    }

    public static EcsClient signing(String endpoint, Clock clock, OkHttpClient http) {
        RequestAuth signer = new RequestSigner(SimulatedCloud.ACCESS_KEY, clock, nanos(clock));
        return of(endpoint, Project.withId(SimulatedCloud.PROJECT), signer, clock, http);
    }

    public static EcsClient of(String endpoint, Project project, RequestAuth auth, Clock clock, OkHttpClient http) {
        return new EcsClient(Endpoints.of(endpoint), project, auth, http, new RateLimiter(nanos(clock), 10_000));
    }

    private static LongSupplier nanos(Clock clock) {
        return clock instanceof TestClock test ? test::nanoTime : System::nanoTime;
    }
}
