package io.jenkins.plugins.ecs.simulator;

import io.jenkins.plugins.ecs.login.CloudInitQuestion;
import io.jenkins.plugins.ecs.login.HostKey;
import io.jenkins.plugins.ecs.simulator.GuestOs.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;

/**
 * The SSH server of a simulated server, a real one on a loopback port: it comes up some time after each OS change, with other host keys for each system disk, and lets in whom
 * the change named.
 */
public final class SimulatedSsh implements AutoCloseable {

    private final SimulatedServer server;
    private final Clock clock;
    private final Map<String, KeyPair> hostKeys = new HashMap<>();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private SshServer listening;
    private GuestOs guest;
    private Scene scene = Scene.DONE;
    private Duration upAfter = Duration.ZERO;
    private Duration cloudInitTakes = Duration.ZERO;
    private Instant changedAt = Instant.MIN;
    private String user = "root";
    private Door door = Door.KEY_OR_PASSWORD;
    private LoginShell shell = LoginShell.USUAL;
    private boolean consoleOn = true;
    private PublicKey authorized;
    private String password;

    SimulatedSsh(SimulatedServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Begins to listen, on any free port for 0. @return the port */
    public int listen(int port) {
        return listen("127.0.0.1", port);
    }

    /** The same at an address of this machine. */
    public synchronized int listen(String host, int port) {
        if (listening == null) {
            SshServer made = SshServer.setUpDefaultServer();
            made.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
            made.setHost(host);
            made.setPort(port);
            made.setKeyPairProvider(session -> List.of(hostKey()));
            door.of(made);
            shell.of(made, this);
            made.setPublickeyAuthenticator((name, key, session) -> isLetIn(name, key));
            made.setPasswordAuthenticator((name, word, session) -> isLetIn(name, word));
            made.setShellFactory(
                    channel -> new GuestShell(this, channel.getSession().getUsername()));
            made.addSessionListener(new Doorman());
            try {
                made.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listening = made;
        }
        return listening.getPort();
    }

    /** The port, on any that is free. */
    public int port() {
        return listen(0);
    }

    /** The address that it listens at. */
    public synchronized String host() {
        listen(0);
        return listening.getHost();
    }

    /** After each change it answers only after this time. */
    public SimulatedSsh upAfter(Duration time) {
        upAfter = time;
        return this;
    }

    /** cloud-init runs for this time after each change. */
    public SimulatedSsh cloudInitTakes(Duration time) {
        cloudInitTakes = time;
        return this;
    }

    /** What cloud-init is like in the end: the name of a {@link GuestOs.Scene}. */
    public synchronized SimulatedSsh cloudInit(String name) {
        scene = Scene.valueOf(name);
        forgetGuest();
        return this;
    }

    /** Only this user is let in; others are told so. */
    public SimulatedSsh user(String name) {
        user = name;
        return this;
    }

    /** How it lets people in. */
    public synchronized SimulatedSsh door(Door kind) {
        door = kind;
        if (listening != null) {
            door.of(listening);
        }
        return this;
    }

    /** What it does for those who are in. */
    public synchronized SimulatedSsh shell(LoginShell kind) {
        shell = kind;
        if (listening != null) {
            shell.of(listening, this);
        }
        return this;
    }

    LoginShell shell() {
        return shell;
    }

    /** The console shows nothing. */
    public SimulatedSsh withoutConsole() {
        consoleOn = false;
        return this;
    }

    /** Lets this key in, in {@code authorized_keys} form, without a change. */
    public synchronized SimulatedSsh authorize(String publicKey) {
        authorized = parsed(publicKey);
        return this;
    }

    synchronized void changed(Instant when, String publicKey, String newPassword) {
        changedAt = when;
        authorized = publicKey == null ? null : parsed(publicKey);
        password = newPassword;
        forgetGuest();
    }

    private void forgetGuest() {
        if (guest != null) {
            guest.close();
            guest = null;
        }
    }

    private static PublicKey parsed(String publicKey) {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(publicKey.strip())
                    .resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return null; // the documents' sample key is none
        }
    }

    /** What has happened, in order: {@code connected}, {@code user root with key}, {@code asked} … */
    public List<String> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** How often something has happened. */
    public long count(String event) {
        return events().stream().filter(event::equals).count();
    }

    void note(String event) {
        events.add(event);
    }

    private boolean isUp() {
        return changedAt.equals(Instant.MIN) || !clock.instant().isBefore(changedAt.plus(upAfter));
    }

    private synchronized boolean isLetIn(String name, PublicKey key) {
        note("user " + name + " with key");
        if (door == Door.EVERY_KEY) {
            return true;
        }
        boolean known = name.equals(user) || name.equals("root");
        return known && authorized != null && KeyUtils.compareKeys(authorized, key);
    }

    private synchronized boolean isLetIn(String name, String word) {
        note("user " + name + " with password");
        return name.equals(user) && word.equals(password);
    }

    private synchronized KeyPair hostKey() {
        return hostKeys.computeIfAbsent(String.valueOf(server.systemVolumeId()), disk -> {
            try {
                return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The fingerprint of its host key. */
    public String fingerprint() {
        return HostKey.of(hostKey().getPublic()).fingerprint();
    }

    /** What its console shows, as cloud-init writes it there. */
    synchronized String console() {
        if (!consoleOn || !isUp()) {
            return "?";
        }
        return "ci-info: no authorized SSH keys fingerprints found for user root.\n"
                + "<14>Jan 15 08:34:13 cloud-init: -----BEGIN SSH HOST KEY FINGERPRINTS-----\n"
                + "<14>Jan 15 08:34:13 cloud-init: 256 " + fingerprint() + " root@" + server.name() + " (ECDSA)\n"
                + "<14>Jan 15 08:34:13 cloud-init: -----END SSH HOST KEY FINGERPRINTS-----\n"
                + "\n" + server.name() + " login: ";
    }

    /** What it answers to a command. */
    synchronized String answer(String name, String command) throws IOException {
        if (!name.equals(user)) {
            return "Please login as the user \"" + user + "\" rather than the user \"" + name + "\".\n";
        }
        if (!command.equals(CloudInitQuestion.COMMAND)) {
            return GuestShell.answer(server, command);
        }
        note("asked");
        boolean atWork = clock.instant().isBefore(changedAt.plus(cloudInitTakes));
        if (scene == Scene.GARBAGE) {
            return "This account is not available.\n";
        }
        Scene shown = atWork ? Scene.RUNNING : scene;
        if (guest == null || guest.scene() != shown) {
            forgetGuest();
            guest = new GuestOs(shown);
        }
        return guest.answer(command);
    }

    String serverName() {
        return server.name();
    }

    @Override
    public synchronized void close() {
        try {
            if (listening != null) {
                listening.stop(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forgetGuest();
    }

    private final class Doorman implements SessionListener {
        @Override
        public void sessionCreated(Session session) {
            if (isUp()) {
                note("connected");
            } else {
                note("turned away");
                session.close(true);
            }
        }
    }
}
