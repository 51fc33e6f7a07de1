package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** One look by SSH: connects, sees the host key, and with a proof logs in and asks for cloud-init. Threads: those of the client, which call back; none waits. */
final class SshLook {

    private static final AttributeKey<SshLook> KEY = new AttributeKey<>();
    private static final String NOBODY = "nobody";

    private final Proof proof;
    private final CompletableFuture<Sight> seen = new CompletableFuture<>();
    private final Answer answer = new Answer();
    private volatile boolean spoken;
    private volatile HostKey hostKey;
    private volatile boolean exchanged;
    private volatile boolean tried;
    private volatile List<String> accepted;
    private volatile boolean loggedIn;

    SshLook(Proof proof) {
        this.proof = proof;
    }

    static SshLook of(Session session) {
        return ((ClientSession) session).getConnectionContext().getAttribute(KEY);
    }

    CompletableFuture<Sight> begin(SshClient client, InetSocketAddress where) {
        CompletableFuture<ClientSession> connection = new CompletableFuture<>();
        CompletableFuture<Sight> result = seen.orTimeout(SshProbe.LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(this::brokenOff);
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
        if (proof instanceof Proof.WithKey with) {
            session.addPublicKeyIdentity(with.key());
            session.setPublicKeyAuthenticationReporter(new KeyReporter());
        } else if (proof instanceof Proof.WithPassword with && with.vouched() != null) {
            if (!with.vouched().equals(hostKey.fingerprint())) {
                seen.complete(Sight.of(Obstacle.OTHER_HOST_KEY, null, hostKey));
                return;
            }
            session.addPasswordIdentity(with.password().reveal());
            session.setPasswordAuthenticationReporter(new PasswordReporter());
        } else {
            seen.complete(Sight.of(hostKey, false, null));
            return;
        }
        try {
            session.auth().addListener(done -> {
                if (done.isSuccess()) {
                    loggedIn(session);
                } else {
                    refused(done.getException());
                }
            });
        } catch (IOException e) {
            refused(e);
        }
    }

    private void refused(Throwable reason) {
        boolean exhausted = reason instanceof SshException told
                && told.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
        if (accepted != null) {
            seen.complete(Sight.of(Obstacle.LOGIN_REFUSED, String.join(", ", accepted), hostKey));
        } else if (exhausted && !tried) {
            seen.complete(Sight.of(Obstacle.METHOD_REFUSED, null, hostKey));
        } else {
            seen.complete(brokenOff(reason));
        }
    }

    private void loggedIn(ClientSession session) {
        loggedIn = true;
        try {
            ChannelExec channel = session.createExecChannel(CloudInitQuestion.COMMAND);
            channel.setOut(answer);
            channel.setErr(answer);
            channel.addCloseFutureListener(closed -> answered());
            channel.open().addListener(done -> {
                if (!done.isOpened()) {
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
        seen.complete(
                other == null
                        ? Sight.of(hostKey, true, CloudInitQuestion.meaning(text))
                        : Sight.of(Obstacle.OTHER_USER, other, hostKey));
    }

    /** How far it came when the connection ended, or the time was over. */
    private Sight brokenOff(Throwable reason) {
        Obstacle obstacle =
                loggedIn || exchanged ? Obstacle.BROKEN_OFF : spoken ? Obstacle.KEY_EXCHANGE : Obstacle.NO_SSH;
        return Sight.of(obstacle, words(reason), hostKey);
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

    private final class KeyReporter implements PublicKeyAuthenticationReporter {
        @Override
        public void signalAuthenticationAttempt(
                ClientSession session, String service, KeyPair identity, String signature) {
            tried = true;
        }

        @Override
        public void signalAuthenticationFailure(
                ClientSession session, String service, KeyPair identity, boolean partial, List<String> methods) {
            accepted = methods;
        }
    }

    private final class PasswordReporter implements PasswordAuthenticationReporter {
        @Override
        public void signalAuthenticationAttempt(
                ClientSession session, String service, String old, boolean modified, String password) {
            tried = true;
        }

        @Override
        public void signalAuthenticationFailure(
                ClientSession session, String service, String password, boolean partial, List<String> methods) {
            accepted = methods;
        }
    }
}
