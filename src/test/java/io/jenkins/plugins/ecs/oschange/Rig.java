package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RequestAuth;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.login.SshProbe;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.JobDurations;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;

/** A simulated cloud and a clock that jumps over every wait: drives changes to their end in no time, over real HTTP. */
final class Rig implements ChangeContext, AutoCloseable {

    private static final SshProbe PROBE = new SshProbe();

    static final Login KEY = new Login.WithKeyPair(Region.KEY_PAIR, null);
    /** Nobody listens there. */
    static final String NOWHERE = "http://127.0.0.1:1";

    final TestClock clock = new TestClock();
    final SimulatedCloud cloud;
    final RateLimiter limiter = new RateLimiter(clock::nanoTime, 1000);
    final List<String> log = new ArrayList<>();
    /** What was on disk after each save. */
    final List<byte[]> disk = new ArrayList<>();

    Login login = KEY;
    SecretText userData;
    Proof proof = Proof.NONE;
    AccessKey key = SimulatedCloud.ACCESS_KEY;
    GuardRails guardRails = GuardRails.NONE;
    boolean diskFull;
    /** Whether the change was begun in another home of Jenkins. */
    boolean otherHome;
    /** Whether another change of the server was sent meanwhile. */
    boolean overtaken;
    /** Whether another change waits for the end of one that its build has let go of. */
    boolean awaited;
    /** The process dies just before its first save at 1, just after it at 2, before the second at 3 and so on; 0 for never. */
    int diesAtHalfSave;
    /** Where the cloud is looked for instead, or null. */
    String elsewhere;
    /** Who asks instead of the key, or null. */
    RequestAuth auth;

    Project project = Project.withId(SimulatedCloud.PROJECT);
    Progress progress = log::add;
    /** What comes instead of a client, or null. */
    RuntimeException breaks;
    /** Why the cloud cannot be talked to, or null. */
    String misconfigured;
    /** How long the jobs of earlier changes took. */
    JobDurations history = new JobDurations();
    /** How often a client was asked for. */
    int clientsAsked;
    /** Which build goes before, or null. */
    String ahead;

    Rig() {
        try {
            cloud = new SimulatedCloud(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChangeRequest request() {
        return new ChangeRequest(Region.SERVER, Region.IMAGE);
    }

    /** Earlier changes took two minutes each, give or take some seconds. */
    void learnTwoMinutes() {
        for (int i = 0; i < 24; i++) {
            history.add("site", Region.IMAGE, Duration.ofMillis(118_000 + i * 4000L / 23));
        }
    }

    SimulatedServer server() {
        return cloud.region().at(Region.SERVER);
    }

    OsChange run(ChangeRequest request) {
        return drive(new OsChange("test", request));
    }

    /** Advances it to its end, and lets the waits pass on the clock. */
    OsChange drive(OsChange change) {
        driveUntil(change, State.SUCCEEDED);
        return change;
    }

    /** Advances it until it has reached this state or ended. */
    void driveUntil(OsChange change, State wanted) {
        for (int steps = 0; change.state() != wanted; steps++) {
            Optional<Duration> wait = change.advance(this);
            if (wait.isEmpty()) {
                if (change.failure() != null) {
                    MessageForm.assertForm(change.failure().message());
                }
                return;
            }
            clock.pass(wait.get());
            if (steps > 1000) {
                throw new AssertionError("no end in sight: " + change.state() + " " + log);
            }
        }
    }

    /** The change as another controller process would find it on disk after its last save but {@code earlier}. */
    OsChange loadedFromDisk(int earlier) throws IOException, ClassNotFoundException {
        byte[] saved = disk.get(disk.size() - 1 - earlier);
        return new OsChange((ChangeRecord) new ObjectInputStream(new ByteArrayInputStream(saved)).readObject());
    }

    /** What ends a process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void dieAt(int halfSave) {
        if (halfSave == diesAtHalfSave) {
            diesAtHalfSave = 0;
            throw new Death();
        }
    }

    String log() {
        return String.join("\n", log);
    }

    @Override
    public EcsClient client() throws MisconfiguredException {
        clientsAsked++;
        if (breaks != null) {
            throw breaks;
        }
        if (misconfigured != null) {
            throw new MisconfiguredException(misconfigured);
        }
        return new EcsClient(
                Endpoints.of(elsewhere == null ? cloud.endpoint() : elsewhere),
                project,
                auth == null ? new RequestSigner(key, clock) : auth,
                new OkHttpClient(),
                limiter);
    }

    @Override
    public Login login() {
        return login;
    }

    @Override
    public Proof proof() {
        return proof;
    }

    /** Looks at real servers, and takes none of the clock's time. */
    @Override
    public LoginProbe loginProbe() {
        return (target, with) ->
                CompletableFuture.completedFuture(PROBE.look(target, with).join());
    }

    @Override
    public SecretText userData() {
        return userData;
    }

    @Override
    public GuardRails guardRails() {
        return guardRails;
    }

    @Override
    public void save(ChangeRecord change) throws IOException {
        if (diskFull) {
            throw new IOException("No space left on device");
        }
        dieAt(2 * disk.size() + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(change);
        disk.add(bytes.toByteArray());
        dieAt(2 * disk.size());
    }

    @Override
    public String ahead(ChangeRecord change) {
        return ahead;
    }

    @Override
    public UsualDuration usual(ChangeRecord change) {
        return history.usual("site", change.imageId());
    }

    @Override
    public boolean isOfOtherHome(ChangeRecord record) {
        return otherHome;
    }

    @Override
    public boolean isOvertaken(ChangeRecord record) {
        return overtaken;
    }

    @Override
    public boolean isAwaited(ChangeRecord record) {
        return awaited;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public void close() {
        cloud.close();
    }
}
