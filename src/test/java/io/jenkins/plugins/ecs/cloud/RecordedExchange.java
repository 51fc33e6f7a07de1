package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A cloud that answers with bodies from the vendors' documents and recordings, one after the other, and tells what it was asked. */
final class RecordedExchange implements AutoCloseable {

    private final MockWebServer http = new MockWebServer();
    final TestClock clock = new TestClock();
    final EcsClient client;

    RecordedExchange() throws IOException {
        http.start(InetAddress.getByName("127.0.0.1"), 0);
        client = Clients.signing("http://127.0.0.1:" + http.getPort(), clock);
    }

    /** @param file of this package's test resources */
    RecordedExchange answer(int status, String file) {
        return answerText(status, text(file));
    }

    RecordedExchange answerText(int status, String body) {
        http.enqueue(new MockResponse.Builder().code(status).body(body).build());
        return this;
    }

    /** @param request method, path and query of the next request that was made */
    RecordedExchange assertAsked(String request) {
        assertEquals(request, next().getRequestLine().replace(" HTTP/1.1", ""));
        return this;
    }

    /** @param file the JSON that was sent with it */
    void assertAsked(String request, String file) throws IOException {
        assertAsked(request, json(file));
    }

    void assertAsked(String request, JsonNode body) throws IOException {
        RecordedRequest made = next();
        assertEquals(request, made.getRequestLine().replace(" HTTP/1.1", ""));
        assertEquals(body, Json.MAPPER.readTree(made.getBody().utf8()));
    }

    int requests() {
        return http.getRequestCount();
    }

    private RecordedRequest next() {
        try {
            return http.takeRequest();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String file) throws IOException {
        return Json.MAPPER.readTree(text(file));
    }

    static String text(String file) {
        try (var in = RecordedExchange.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
