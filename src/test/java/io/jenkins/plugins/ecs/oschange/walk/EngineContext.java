package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.cloud.TokenAuth;
import io.jenkins.plugins.ecs.login.HostKey;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.login.Sight;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;

/** What the engine is given by the world of a walk: the cloud, login and user data, the queue, and a disk that keeps the last saves. */
final class EngineContext implements ChangeContext {

    private static final int KEPT_SAVES = 3;
    private static final HostKey HOST_KEY = new HostKey("ssh-ed25519", "SHA256:walk", "AAAA");

    private final World world;
    private final Deque<byte[]> disk = new ArrayDeque<>();
    private EcsClient client;
    private int looksAtTheQueue;
    private int looksAtTheLogin;

    EngineContext(World world) {
        this.world = world;
    }

    /** The last saved record, or an earlier one; null if none was saved. No client is kept, as in another process. */
    ChangeRecord saved(int lostSaves) {
        client = null;
        for (int i = 0; i < lostSaves && disk.size() > 1; i++) {
            disk.removeLast();
        }
        if (disk.isEmpty()) {
            return null;
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(disk.getLast()))) {
            return (ChangeRecord) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    void forgetClient() {
        client = null;
    }

    @Override
    public EcsClient client() throws MisconfiguredException {
        misconfigured("client");
        if (client == null) {
            client = makeClient();
        }
        return client;
    }

    private EcsClient makeClient() {
        int kind = world.script().at(Knob.AUTH);
        boolean named = kind >= 2;
        Project project = named ? Project.named(Identity.PROJECT_NAME) : Project.withId(SimulatedCloud.PROJECT);
        String endpoint = world.cloud().endpoint();
        RequestAuth auth = kind == 1 || kind == 2
                ? new TokenAuth(HttpUrl.get(endpoint), user(), project, world.clock(), world.clock()::nanoTime)
                : new RequestSigner(world.newApiKey() ? World.NEW_API_KEY : SimulatedCloud.ACCESS_KEY, world.clock());
        return new EcsClient(
                Endpoints.of(endpoint),
                project,
                auth,
                world.network().client(),
                new RateLimiter(world.clock()::nanoTime, 1000));
    }

    private IamUser user() {
        String password = world.newApiKey() ? World.NEW_PASSWORD : Identity.PASSWORD;
        return new IamUser(Identity.DOMAIN, Identity.USER_NAME, new SecretText(password));
    }

    @Override
    public Login login() throws MisconfiguredException {
        misconfigured("login");
        Logins now = world.login();
        world.facts().resolved(now);
        return switch (now) {
            case KEY_PAIR_BY_NAME -> new Login.WithKeyPair(Region.KEY_PAIR, null);
            case KEY_PAIR_WITH_OWNER -> new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
            case PUBLIC_KEY -> new Login.WithPublicKey(World.PUBLIC_KEY);
            case PASSWORD -> new Login.WithPassword(new SecretText(Facts.PASSWORD));
            case OTHER_PASSWORD -> new Login.WithPassword(new SecretText(Facts.OTHER_PASSWORD));
            case OTHER_KEY_PAIR_BY_NAME -> new Login.WithKeyPair(World.OTHER_KEY_PAIR, null);
            case OTHER_PUBLIC_KEY -> new Login.WithPublicKey(World.OTHER_PUBLIC_KEY);
            case NONE -> new Login.FromImage();
        };
    }

    @Override
    public Proof proof() {
        return Proof.NONE;
    }

    @Override
    public LoginProbe loginProbe() {
        return (target, proof) -> {
            world.tell(() -> "looked at " + target);
            boolean letsIn = ++looksAtTheLogin
                    > new int[] {0, 0, 7, Integer.MAX_VALUE}[world.script().at(Knob.LETS_IN)];
            return CompletableFuture.completedFuture(
                    letsIn
                            ? new Sight(null, null, HOST_KEY, false, null)
                            : new Sight(Sight.Obstacle.NO_CONNECTION, "Connection refused", null, false, null));
        };
    }

    @Override
    public SecretText userData() throws MisconfiguredException {
        misconfigured("userData");
        world.facts().resolvedUserData(world.userData());
        String text = Facts.userData(world.userData());
        return text == null ? null : new SecretText(text);
    }

    @Override
    public GuardRails guardRails() throws MisconfiguredException {
        misconfigured("guardRails");
        world.facts().resolvedGuards(world.guards());
        return Facts.guards(world.guards());
    }

    @Override
    public void submitted(ChangeRecord submitted) {
        world.calls("submitted");
    }

    @Override
    public void save(ChangeRecord saved) throws IOException {
        Instant at = world.facts().now();
        if (world.calls("save") != null) {
            throw new IOException("No space left on device");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(saved);
        }
        disk.addLast(bytes.toByteArray());
        if (disk.size() > KEPT_SAVES) {
            disk.removeFirst();
        }
        world.facts().noteBegan(at);
        world.called("save");
    }

    @Override
    public String ahead(ChangeRecord waiting) {
        world.calls("ahead");
        int looks = new int[] {0, 3, 120}[world.script().at(Knob.AHEAD)];
        return looksAtTheQueue++ < looks ? "other-job #7" : null;
    }

    @Override
    public Progress progress() {
        return line -> {
            world.calls("say");
            world.tell(() -> "said: " + line);
            world.facts().told(Facts.Kind.SAID, line);
        };
    }

    @Override
    public Clock clock() {
        return world.clock();
    }

    @Override
    public long nanoTime() {
        return world.clock().nanoTime();
    }

    private void misconfigured(String method) throws MisconfiguredException {
        if (world.calls(method) != null) {
            throw new MisconfiguredException(method + ": there is no credential ‘gone’.");
        }
    }
}
