package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** A loopback server that gives one spoiled example answer to each request. */
public final class FuzzedServer implements AutoCloseable {

    private static final int[] BAD_STATUSES = {202, 204, 302, 400, 401, 403, 404, 407, 408, 421, 429, 500, 501, 502, 503
    };

    private static final String CLOUD = "/io/jenkins/plugins/ecs/cloud/";

    /** The right answers of each call, in the order of {@code prepare}. */
    private static final List<List<String>> EXAMPLES = List.of(
            List.of(CLOUD + "resp-server-1-active-before.json", CLOUD + "resp-server-nova-detail-doc.json"),
            List.of(
                    CLOUD + "resp-job-fail-subjob.json",
                    CLOUD + "resp-job-running-subjobs.json",
                    CLOUD + "resp-job-fail-null-reason.json",
                    CLOUD + "resp-job-init-minimal.json",
                    CLOUD + "resp-job-unknown-status-and-fields.json"),
            List.of("images.json"),
            List.of("keypair.json"),
            List.of(CLOUD + "resp-task-accepted-200.json"),
            List.of(CLOUD + "resp-task-accepted-200.json"));

    private final MockWebServer http = new MockWebServer();
    private final Random random;
    private final Mutator mutator;
    private volatile MockResponse next;
    private volatile String last;

    public FuzzedServer(long seed) throws IOException {
        random = new Random(seed);
        mutator = new Mutator(random);
        http.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return next;
            }
        });
        http.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + http.getPort();
    }

    /** Chooses the next answer to the call of this number. */
    public void prepare(int call) {
        boolean error = random.nextInt(3) == 0;
        byte[] body = mutator.spoil(
                error
                        ? BadNews.any(random)
                        : example(EXAMPLES.get(random.nextInt(10) == 0 ? random.nextInt(6) : call)));
        int status = error || random.nextInt(10) == 0 ? BAD_STATUSES[random.nextInt(BAD_STATUSES.length)] : 200;
        MockResponse.Builder response = new MockResponse.Builder().code(status);
        if (random.nextInt(5) == 0) {
            response.chunkedBody(new Buffer().write(body), 1 + random.nextInt(200));
        } else {
            response.body(new Buffer().write(body));
        }
        headers(response, body.length);
        next = response.build();
        String text = new String(body, StandardCharsets.UTF_8);
        last = next + " " + next.getHeaders() + text.substring(0, Math.min(text.length(), 2000));
    }

    private void headers(MockResponse.Builder response, int length) {
        switch (random.nextInt(40)) {
            case 0 -> response.setHeader("Content-Encoding", "gzip");
            case 1 ->
                response.removeHeader("Content-Length")
                        .removeHeader("Transfer-Encoding")
                        .onResponseStart(new SocketEffect.CloseSocket());
            case 2 -> response.setHeader("Content-Type", "application/json; charset=utf-16");
            case 3 -> response.onResponseStart(new SocketEffect.CloseSocket());
            case 4 -> response.onResponseBody(new SocketEffect.CloseSocket());
            case 5 -> response.addHeaderLenient("X-Request-Id", "é\u0001".repeat(random.nextInt(3000)));
            case 6 -> response.setHeader("Retry-After", 0);
            case 7 -> response.setHeader("Location", "http://127.0.0.1:1/");
            case 8 -> response.setHeader("Content-Type", "text/html; charset=nowhere");
            case 9 -> response.status("HTTP/1.1 2xx");
            case 10 -> response.setHeader("WWW-Authenticate", "Basic realm=\"");
            default -> response.setHeader("X-Request-Id", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
        }
    }

    /** What was prepared last, for whoever has to tell of it. */
    public String last() {
        return last;
    }

    private byte[] example(List<String> names) {
        return BadNews.read(names.get(random.nextInt(names.size())));
    }

    @Override
    public void close() {
        http.close();
    }
}
