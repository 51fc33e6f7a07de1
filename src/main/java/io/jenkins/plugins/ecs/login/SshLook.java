package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** One look by SSH: connects, sees the host key, and with a proof logs in and asks for cloud-init. Threads: those of the client, which call back; none waits. */
final class SshLook {

    private static final AttributeKey<SshLook> KEY = new AttributeKey<>();
    private static final String NOBODY = "nobody";

    private final Proof proof;
    private final Duration longest;
    private final Attempt attempt;
    private final CompletableFuture<Sight> seen = new CompletableFuture<>();
    private final Answer answer = new Answer();
    private volatile boolean spoken;
    private volatile HostKey hostKey;
    private volatile boolean exchanged;
    private volatile boolean loggedIn;

    SshLook(Proof proof, Duration longest) {
        this.proof = proof;
        this.longest = longest;
        attempt = new Attempt(proof);
    }

    static SshLook of(Session session) {
        return ((ClientSession) session).getConnectionContext().getAttribute(KEY);
    }

    Attempt attempt() {
        return attempt;
    }

    CompletableFuture<Sight> begin(SshClient client, InetSocketAddress where) {
        CompletableFuture<ClientSession> connection = new CompletableFuture<>();
        CompletableFuture<Sight> result =
                seen.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).exceptionally(this::brokenOff);
        try {
            ConnectFuture connecting =
                    client.connect(user(), where, AttributeRepository.ofKeyValuePair(KEY, this), null);
            connecting.addListener(done -> {
                if (done.isConnected()) {
                    connection.complete(done.getClientSession());
                } else {
                    connection.completeExceptionally(
                            done.getException() == null ? new IOException("cancelled") : done.getException());
                }
            });
            connection
                    .orTimeout(SshProbe.LONGEST_CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((session, reason) -> {
                        if (reason != null) {
                            connecting.cancel();
                            seen.complete(Sight.of(Obstacle.NO_CONNECTION, words(reason), null));
                        } else {
                            result.whenComplete((sight, cancelled) -> session.close(true));
                        }
                    });
            result.whenComplete((sight, cancelled) -> connection.cancel(false));
        } catch (IOException | RuntimeException e) {
            seen.complete(Sight.of(Obstacle.NO_CONNECTION, words(e), null));
        }
        return result;
    }

    private String user() {
        if (proof instanceof Proof.WithKey with) {
            return with.user();
        }
        return proof instanceof Proof.WithPassword with ? with.user() : NOBODY;
    }

    /** @return whether it is the same as before in this connection */
    boolean isShown(HostKey shown) {
        boolean same = hostKey == null || hostKey.equals(shown);
        hostKey = same ? shown : hostKey;
        return same;
    }

    private void exchanged(ClientSession session) {
        if (exchanged) {
            return;
        }
        exchanged = true;
        String vouched = proof instanceof Proof.WithPassword with ? with.vouched() : null;
        if (!(proof instanceof Proof.WithKey) && vouched == null) {
            seen.complete(Sight.of(hostKey, false, null));
            return;
        }
        if (vouched != null && !vouched.equals(hostKey.fingerprint())) {
            seen.complete(Sight.of(Obstacle.OTHER_HOST_KEY, null, hostKey));
            return;
        }
        try {
            attempt.equip(session);
            session.auth().addListener(done -> {
                if (!done.isSuccess()) {
                    refused(done.getException());
                } else if (attempt.isProven()) {
                    loggedIn(session);
                } else {
                    seen.complete(Sight.of(Obstacle.EVERYBODY, null, hostKey));
                }
            });
        } catch (IOException e) {
            refused(e);
        }
    }

    private void refused(Throwable reason) {
        Sight refusal = attempt.refusal(reason, hostKey);
        seen.complete(refusal == null ? brokenOff(reason) : refusal);
    }

    private void loggedIn(ClientSession session) {
        loggedIn = true;
        try {
            Command command = new Command(CloudInitQuestion.COMMAND, answer);
            command.addCloseFutureListener(closed -> {
                if (command.hasEnded() || session.isOpen()) {
                    answered();
                }
            });
            session.getService(ConnectionService.class).registerChannel(command);
            command.open().addListener(done -> {
                if (done.getException() instanceof SshChannelOpenException refused) {
                    noCommand(refused.getMessage());
                } else if (!done.isOpened()) {
                    seen.complete(brokenOff(done.getException()));
                }
            });
        } catch (IOException e) {
            seen.complete(brokenOff(e));
        }
    }

    private void answered() {
        String text = answer.text();
        String other = CloudInitQuestion.otherUser(text);
        if (other != null) {
            seen.complete(Sight.of(Obstacle.OTHER_USER, other, hostKey));
        } else if (CloudInitQuestion.isAnswered(text)) {
            seen.complete(Sight.of(hostKey, true, CloudInitQuestion.meaning(text)));
        } else {
            noCommand(text.isBlank() ? null : text.strip());
        }
    }

    private void noCommand(String said) {
        seen.complete(new Sight(Obstacle.NO_COMMAND, said, hostKey, true, null));
    }

    /** How far it came when the connection ended, or the time was over. */
    private Sight brokenOff(Throwable reason) {
        if (loggedIn && reason instanceof TimeoutException && !CloudInitQuestion.isAnswered(answer.text())) {
            String said = answer.text().isBlank() ? words(reason) : answer.text();
            return new Sight(Obstacle.NO_COMMAND, said.strip(), hostKey, true, null);
        }
        Obstacle obstacle = exchanged ? Obstacle.BROKEN_OFF : spoken ? Obstacle.KEY_EXCHANGE : Obstacle.NO_SSH;
        return new Sight(obstacle, words(reason), hostKey, loggedIn, null);
    }

    private static String words(Throwable reason) {
        if (reason instanceof TimeoutException) {
            return "timed out";
        }
        Throwable root = reason;
        while (root != null && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == null ? null : root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** Tells each look what happens to its session. */
    static final class Listener implements SessionListener {
        @Override
        public void sessionPeerIdentificationReceived(Session session, String version, List<String> extraLines) {
            of(session).spoken = true;
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.KeyEstablished) {
                of(session).exchanged((ClientSession) session);
            }
        }

        @Override
        public void sessionException(Session session, Throwable reason) {
            SshLook look = of(session);
            look.seen.complete(look.brokenOff(reason));
        }

        @Override
        public void sessionDisconnect(Session session, int code, String message, String language, boolean ours) {
            SshLook look = of(session);
            look.seen.complete(look.brokenOff(new SshException(code, message)));
        }

        @Override
        public void sessionClosed(Session session) {
            SshLook look = of(session);
            look.seen.complete(look.brokenOff(new IOException("the server closed the connection")));
        }
    }
}
