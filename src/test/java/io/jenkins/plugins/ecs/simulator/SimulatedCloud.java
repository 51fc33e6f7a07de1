package io.jenkins.plugins.ecs.simulator;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;

/**
 * A Huawei-style cloud on a loopback address, over real HTTP, or {@linkplain #inMemory in memory}: strict where the real one is, with a memory of its servers,
 * volumes and jobs. ECS, IMS and IAM answer at one endpoint.
 */
public final class SimulatedCloud implements AutoCloseable {

    public static final String PROJECT = "5fa3a0b7c1d24e0fb3c1d6a1e2f30415";
    public static final String USER = "7e25b1da389f4697a79df3a0e5bd494e";
    public static final AccessKey ACCESS_KEY =
            new AccessKey("AKEXAMPLE00000000001", "SKexample0123456789abcdefghijKLMNOPQRSTUV");

    private final Gateway gateway;
    private final MockWebServer server;
    private final OkHttpClient http;

    /** A request as it came over the wire. @param at when, by the cloud's clock */
    public record Request(String method, String path, String body, Instant at) {}

    public SimulatedCloud(Clock clock) throws IOException {
        this(clock, 0);
    }

    /** @param port 0 for any that is free */
    public SimulatedCloud(Clock clock, int port) throws IOException {
        gateway = new Gateway(clock);
        server = new MockWebServer();
        server.setDispatcher(gateway);
        server.setServerSocketFactory(new PromptSockets());
        server.start(InetAddress.getByName("127.0.0.1"), port);
        http = withFaults(new OkHttpClient());
    }

    private SimulatedCloud(TestClock clock) {
        gateway = new Gateway(clock.truth());
        server = null;
        http = withFaults(MemoryNetwork.client(gateway, clock::pass));
    }

    /**
     * A cloud without sockets, threads and waits, for the client {@link #http} only. It uses the true time of the clock, which delays and timeouts advance.
     */
    public static SimulatedCloud inMemory(TestClock clock) {
        return new SimulatedCloud(clock);
    }

    private OkHttpClient withFaults(OkHttpClient base) {
        return base.newBuilder()
                .addInterceptor(gateway.faults()::refuseConnection)
                .build();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + (server == null ? 80 : server.getPort());
    }

    /** A client that reaches it. */
    public OkHttpClient http() {
        return http;
    }

    /** Dispatches its requests, for tests that intercept them. */
    public Dispatcher gateway() {
        return gateway;
    }

    /** Its servers, images and key pairs, to arrange a scene and to look at the outcome. */
    public Region region() {
        return gateway.region();
    }

    /** All operations that were accepted so far, of both users. */
    public Audit audit() {
        return region().audit();
    }

    /** Another user of the same project. */
    public Somebody somebody() {
        return region().somebody();
    }

    /** Who may sign in with a password. */
    public Identity identity() {
        return gateway.identity();
    }

    /** The access key that requests are signed with. */
    public AccessKeys accessKeys() {
        return gateway.accessKeys();
    }

    /** The permissions of the calling user. */
    public Permissions permissions() {
        return gateway.permissions();
    }

    /** What shall go wrong. */
    public Faults faults() {
        return gateway.faults();
    }

    /** Jobs that start from now on take this long. */
    public SimulatedCloud jobsTake(Duration duration) {
        region().jobsTake(duration);
        return this;
    }

    /** Every request so far, in the order of arrival. */
    public List<Request> requests() {
        synchronized (gateway.log()) {
            return List.copyOf(gateway.log());
        }
    }

    /** How many requests came over the wire so far. */
    public int requestCount() {
        return gateway.log().size();
    }

    /** How many requests to change an OS came over the wire, answered or not. */
    public long changeRequests() {
        return requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .count();
    }

    @Override
    public void close() {
        region().close();
        if (server != null) {
            server.close();
        }
    }
}
