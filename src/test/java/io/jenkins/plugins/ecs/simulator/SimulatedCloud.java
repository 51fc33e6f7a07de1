package io.jenkins.plugins.ecs.simulator;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mockwebserver3.MockWebServer;

/**
 * A Huawei-style cloud on a loopback address, over real HTTP: strict where the real one is, with a memory of its servers, volumes and jobs.
 * ECS, IMS and IAM answer at one endpoint.
 */
public final class SimulatedCloud implements AutoCloseable {

    public static final String PROJECT = "5fa3a0b7c1d24e0fb3c1d6a1e2f30415";
    public static final String USER = "7e25b1da389f4697a79df3a0e5bd494e";
    public static final AccessKey ACCESS_KEY =
            new AccessKey("AKEXAMPLE00000000001", "SKexample0123456789abcdefghijKLMNOPQRSTUV");

    private final MockWebServer http = new MockWebServer();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Region region;
    private final Identity identity;
    private final Faults faults = new Faults();

    /** A request as it came over the wire. */
    public record Request(String method, String path, String body) {}

    public SimulatedCloud(Clock clock) throws IOException {
        this(clock, 0);
    }

    /** @param port 0 for any that is free */
    public SimulatedCloud(Clock clock, int port) throws IOException {
        region = new Region(clock);
        identity = new Identity(clock);
        http.setDispatcher(
                new Gateway(region, identity, new WireSignature(ACCESS_KEY, clock), faults, requests, clock));
        http.setServerSocketFactory(new PromptSockets());
        http.start(InetAddress.getByName("127.0.0.1"), port);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + http.getPort();
    }

    /** Its servers, images and key pairs, to arrange a scene and to look at the outcome. */
    public Region region() {
        return region;
    }

    /** Who may sign in with a password. */
    public Identity identity() {
        return identity;
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Jobs that start from now on take this long. */
    public SimulatedCloud jobsTake(Duration duration) {
        region.jobsTake(duration);
        return this;
    }

    /** Every request so far, in the order of arrival. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** How many requests came over the wire so far. */
    public int requestCount() {
        return requests.size();
    }

    /** How many requests to change an OS came over the wire, answered or not. */
    public long changeRequests() {
        return requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .count();
    }

    @Override
    public void close() {
        http.close();
    }
}
