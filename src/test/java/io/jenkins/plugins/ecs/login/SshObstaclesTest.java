package io.jenkins.plugins.ecs.login;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One look where no SSH server answers: what stands in the way is told. */
class SshObstaclesTest {

    @AutoClose
    private final SshProbe probe = new SshProbe();

    private Sight look(Target target) {
        try {
            return probe.look(target, Proof.NONE).get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsThatNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        for (boolean speaks : new boolean[] {true, false}) {
            Sight sight = look(new Target("127.0.0.1", port, speaks));
            assertEquals(Obstacle.NO_CONNECTION, sight.obstacle());
            assertThat(sight.detail(), containsString("refused"));
        }
    }

    @Test
    void tellsThatWhatListensDoesNotSpeakSsh() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread closes = new Thread(() -> {
                try {
                    other.accept().close();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            closes.start();
            Sight sight = look(new Target("127.0.0.1", other.getLocalPort(), true));
            assertEquals(Obstacle.NO_SSH, sight.obstacle(), sight.toString());
            closes.join();
        }
    }

    @Test
    void tellsThatTheKeyExchangeFails() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread greets = new Thread(() -> {
                try (var socket = other.accept()) {
                    socket.getOutputStream().write("SSH-2.0-Old_1.0\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            greets.start();
            Sight sight = look(new Target("127.0.0.1", other.getLocalPort(), true));
            assertEquals(Obstacle.KEY_EXCHANGE, sight.obstacle(), sight.toString());
            greets.join();
        }
    }

    @Test
    void tellsThatAHostNameHasNoAddress() {
        assertEquals(
                Obstacle.UNKNOWN_HOST,
                look(new Target("no-such-host.invalid", 22, true)).obstacle());
    }

    @Test
    void closesTheConnectionWhenItIsCancelled() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var looking = probe.look(new Target("127.0.0.1", silent.getLocalPort(), true), Proof.NONE);
            var accepted = silent.accept();
            looking.cancel(false);
            accepted.setSoTimeout(20_000);
            int last;
            do {
                last = accepted.getInputStream().read();
            } while (last >= 0); // its own identification comes first
            assertEquals(-1, last);
        }
    }
}
