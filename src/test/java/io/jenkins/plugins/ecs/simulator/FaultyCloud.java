package io.jenkins.plugins.ecs.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Random;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/**
 * A simulated cloud whose answers go wrong at random. It never lies about a change: one that it acted on is not called refused, so whoever
 * sends it again is at fault.
 */
public final class FaultyCloud implements AutoCloseable {

    private static final int[] OPEN_OUTCOMES = {200, 202, 302, 408, 500, 502, 503, 504};
    private static final int[] REFUSALS = {400, 401, 403, 404, 409, 429};

    private final MockWebServer http = new MockWebServer();
    private final TestClock clock = new TestClock();
    private final Gateway gateway = new Gateway(clock);
    private final Random random;
    private final Mutator mutator;
    private final UnaryOperator<MockResponse> always;
    private final int faultsInAHundred;
    private volatile int mayHaveActed;

    /** @param faultsInAHundred how many of a hundred answers go wrong */
    public FaultyCloud(long seed, int faultsInAHundred) throws IOException {
        this(seed, faultsInAHundred, response -> response);
    }

    private FaultyCloud(long seed, int faultsInAHundred, UnaryOperator<MockResponse> always) throws IOException {
        random = new Random(seed);
        mutator = new Mutator(random);
        this.faultsInAHundred = faultsInAHundred;
        this.always = always;
        http.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        http.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    /** A cloud that tells of key pairs, but not whose they are; nothing else is wrong. */
    public static FaultyCloud withoutKeyOwner() throws IOException {
        return new FaultyCloud(1, 0, response -> {
            String body = new String(bytes(response), UTF_8);
            return response.newBuilder()
                    .body(body.replace("user_id", "was_user_id"))
                    .build();
        });
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        boolean fault = random.nextInt(100) < faultsInAHundred;
        if (request.getUrl().encodedPath().endsWith("/changeos")) {
            return fault ? faultyChange(request) : counted(gateway.dispatch(request));
        }
        if (!fault) {
            return always.apply(gateway.dispatch(request));
        }
        return switch (random.nextInt(6)) {
            case 0 -> bad(pick(REFUSALS), BadNews.any(random));
            case 1 -> bad(pick(OPEN_OUTCOMES), BadNews.any(random));
            case 2 -> lost(gateway.dispatch(request));
            default -> spoiled(gateway.dispatch(request));
        };
    }

    private MockResponse faultyChange(RecordedRequest request) {
        switch (random.nextInt(4)) {
            case 0:
                return bad(pick(REFUSALS), mutator.spoil(BadNews.any(random)));
            case 1:
                return Answer.ecs(503, "Common.1503", "busy").toHttp("r").build();
            case 2:
                mayHaveActed++;
                return bad(pick(OPEN_OUTCOMES), "<html>no code</html>".getBytes(UTF_8));
            default:
                MockResponse acted = counted(gateway.dispatch(request));
                return random.nextInt(3) == 0 ? lost(acted) : spoiled(acted);
        }
    }

    private MockResponse counted(MockResponse response) {
        if (response.getCode() == 200) {
            mayHaveActed++;
        }
        return response;
    }

    private MockResponse spoiled(MockResponse response) {
        return bad(response.getCode(), mutator.spoil(bytes(response)));
    }

    private MockResponse bad(int status, byte[] body) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(new Buffer().write(body));
        return random.nextBoolean()
                ? response.build()
                : response.setHeader("Retry-After", 0).build();
    }

    private static MockResponse lost(MockResponse response) {
        return response.newBuilder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private static byte[] bytes(MockResponse response) {
        Buffer body = new Buffer();
        try {
            response.getBody().writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.readByteArray();
    }

    private int pick(int[] of) {
        return of[random.nextInt(of.length)];
    }

    public String endpoint() {
        return "http://127.0.0.1:" + http.getPort();
    }

    public TestClock clock() {
        return clock;
    }

    /** How many requests to change an OS it may have acted on, as far as its answers tell. */
    public int changesThatMayHaveActed() {
        return mayHaveActed;
    }

    @Override
    public void close() {
        http.close();
    }
}
