package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** A host that says nothing holds one thread, not all of them. */
class SilentHostsTest {

    private static final HttpUrl DEAD = HttpUrl.get("https://ecs.example.com/v1");
    private static final HttpUrl OTHER = HttpUrl.get("https://ims.example.com/v2");

    private final SilentHosts hosts = new SilentHosts();

    @Test
    void sendsOneAtATimeAfterThreeSilences() throws Exception {
        fall(3, new SocketTimeoutException("timeout"));
        try (Probe probe = new Probe()) {
            NoAnswerException refusal =
                    assertThrows(NoAnswerException.class, () -> hosts.send(DEAD, () -> "never sent"));
            assertEquals(FailureClass.NOT_SENT, refusal.kind());
            assertEquals(
                    "ecs.example.com does not answer: one request at a time is sent until it does",
                    refusal.getMessage());
            assertEquals("sent", hosts.send(OTHER, () -> "sent"));
            probe.end();
        }
    }

    @Test
    void sendsFreelyAgainAfterAnAnswer() throws Exception {
        fall(3, new ConnectException());
        assertEquals("sent", hosts.send(DEAD, () -> "sent"));
        try (Probe probe = new Probe()) {
            assertEquals("sent", hosts.send(DEAD, () -> "sent"));
            probe.end();
        }
    }

    @Test
    void takesARefusalAndABrokenConnectionForSignsOfLife() throws Exception {
        fall(2, new SocketTimeoutException("timeout"));
        fall(1, new IOException("reset"));
        fall(2, new SocketTimeoutException("timeout"));
        assertThrows(
                RefusedException.class,
                () -> hosts.send(DEAD, () -> {
                    throw new RefusedException(new CloudError(500, null, "", null));
                }));
        fall(2, new SocketTimeoutException("timeout"));
        try (Probe probe = new Probe()) {
            assertEquals("sent", hosts.send(DEAD, () -> "sent"));
            probe.end();
        }
    }

    private void fall(int times, IOException how) {
        for (int i = 0; i < times; i++) {
            assertThrows(
                    IOException.class,
                    () -> hosts.send(DEAD, () -> {
                        throw how;
                    }));
        }
    }

    /** A request that is under way as long as it is open. */
    private final class Probe implements AutoCloseable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final Crowd one = new Crowd(1, () -> hosts.send(DEAD, this::hang));

        private Probe() throws InterruptedException {
            begun.await();
        }

        private String hang() {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return "answered";
        }

        void end() throws InterruptedException {
            end.countDown();
            one.end();
            assertEquals(0, one.failures().size());
        }

        @Override
        public void close() {
            end.countDown();
            one.close();
        }
    }
}
