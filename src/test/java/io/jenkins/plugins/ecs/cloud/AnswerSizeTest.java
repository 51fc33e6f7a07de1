package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No answer can fill the memory. */
class AnswerSizeTest {

    private static final int CAP = 8 << 20;

    private final MockWebServer http = new MockWebServer();
    private EcsClient client;

    @BeforeEach
    void start() throws IOException {
        http.start(InetAddress.getByName("127.0.0.1"), 0);
        client = Clients.signing("http://127.0.0.1:" + http.getPort(), new TestClock());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void readsAnAnswerOfTheLargestSize() throws CloudException {
        http.enqueue(new MockResponse.Builder().body("{}" + " ".repeat(CAP - 2)).build());
        assertNull(client.job("j").status());
    }

    @Test
    void refusesAnAnswerOfMore() {
        http.enqueue(new MockResponse.Builder().body("{}" + " ".repeat(CAP - 1)).build());
        assertTooLarge();
    }

    @Test
    void refusesAnAnswerThatSaysNoLength() {
        http.enqueue(new MockResponse.Builder()
                .chunkedBody(" ".repeat(CAP + 1), 1 << 16)
                .build());
        assertTooLarge();
    }

    @Test
    void refusesAnAnswerThatUnfoldsToMore() throws IOException {
        Buffer zipped = new Buffer();
        try (var zip = Okio.buffer(new GzipSink(zipped))) {
            for (int mebibyte = 0; mebibyte < 256; mebibyte++) {
                zip.write(new byte[1 << 20]);
            }
        }
        http.enqueue(new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(zipped)
                .build());
        assertTooLarge();
    }

    @Test
    void refusesAnErrorOfMore() {
        http.enqueue(
                new MockResponse.Builder().code(502).body("<".repeat(CAP + 1)).build());
        assertTooLarge();
    }

    private void assertTooLarge() {
        NoAnswerException refusal = assertThrows(NoAnswerException.class, () -> client.job("j"));
        assertTrue(refusal.getMessage().contains("larger than 8 MiB"), refusal.getMessage());
        assertEquals(FailureClass.LOST, refusal.kind());
    }
}
