package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.simulator.Clients;
import io.jenkins.plugins.ecs.simulator.FaultyCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import okhttp3.OkHttpClient;

/** Drives a change in a cloud that answers badly, on a disk that is full now and then. */
final class FaultyRig implements ChangeContext, AutoCloseable {

    /** Half a day of looks each second would be more; a loop without waits ends here soon. */
    private static final int MOST_STEPS = 5000;

    /** Keeps no connection, so that what breaks one case cannot spoil the next. */
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .connectionPool(new okhttp3.ConnectionPool(0, 1, java.util.concurrent.TimeUnit.MILLISECONDS))
            .build();

    final List<String> log = new ArrayList<>();
    private final FaultyCloud cloud;
    private final Random random;
    private final EcsClient client;

    FaultyRig(FaultyCloud cloud, long seed) {
        this.cloud = cloud;
        random = new Random(seed);
        client = Clients.signing(cloud.endpoint(), cloud.clock(), HTTP);
    }

    OsChange run(ChangeRequest request) {
        OsChange change = new OsChange("fuzz", request);
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Optional<Duration> wait = change.advance(this);
            if (wait.isEmpty()) {
                return change;
            }
            cloud.clock().pass(wait.get());
        }
        throw new AssertionError("no end in sight: " + change.state() + " " + log);
    }

    @Override
    public EcsClient client() {
        return client;
    }

    @Override
    public Login login() {
        return Rig.KEY;
    }

    @Override
    public Proof proof() {
        return Proof.NONE;
    }

    @Override
    public LoginProbe loginProbe() {
        throw new UnsupportedOperationException("no change here waits for a login");
    }

    @Override
    public SecretText userData() {
        return null;
    }

    @Override
    public void save(ChangeRecord change) throws IOException {
        if (random.nextInt(50) == 0) {
            throw new IOException("No space left on device");
        }
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(change);
    }

    @Override
    public Progress progress() {
        return log::add;
    }

    @Override
    public Clock clock() {
        return cloud.clock();
    }

    @Override
    public long nanoTime() {
        return cloud.clock().nanoTime();
    }

    @Override
    public void close() {
        log.clear();
    }
}
