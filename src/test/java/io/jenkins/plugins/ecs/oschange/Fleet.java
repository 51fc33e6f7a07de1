package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Endpoints;
import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import okhttp3.OkHttpClient;

/** Thousands of changes that begin at the same moment, at one endpoint with one limit, on a clock that jumps from one thing that happens to the next. */
final class Fleet implements AutoCloseable {

    private final TestClock clock = new TestClock();
    private final SimulatedCloud cloud = new SimulatedCloud(clock);
    private final SplittableRandom random = new SplittableRandom(20260115);
    private final PriorityQueue<Appointment> agenda = new PriorityQueue<>();
    private final Map<Long, Integer> perSecond = new HashMap<>();
    private final ChangeContext context;
    private final List<OsChange> changes = new ArrayList<>();
    private Duration longestGap = Duration.ZERO;
    private long visits;

    /** When to come back to a change, and since when its job was not looked at; null as long as it has none. */
    private record Appointment(Instant at, long order, OsChange change, Instant lastLook)
            implements Comparable<Appointment> {
        @Override
        public int compareTo(Appointment other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /**
     * How it went.
     *
     * @param requestsPerSecond of each second, from the first to the last
     * @param longestGap the longest time that a job was not looked at
     */
    record Outcome(long succeeded, long changesBegun, int[] requestsPerSecond, Duration longestGap, Duration took) {
        int busiestSecond() {
            int most = 0;
            for (int requests : requestsPerSecond) {
                most = Math.max(most, requests);
            }
            return most;
        }
    }

    Fleet(double ceiling) throws IOException {
        context = new Context(new EcsClient(
                Endpoints.of(cloud.endpoint()),
                Project.withId(SimulatedCloud.PROJECT),
                new RequestSigner(SimulatedCloud.ACCESS_KEY, clock),
                new OkHttpClient(),
                new RateLimiter(clock::nanoTime, ceiling)));
    }

    /** Changes this many servers, whose jobs take one to four minutes. */
    Outcome run(int servers, int pollSeconds) {
        Instant begin = clock.instant();
        for (int i = 0; i < servers; i++) {
            String id = new UUID(i, i).toString();
            cloud.region().addServer(id, "web-" + i, "SHUTOFF");
            OsChange change = new OsChange(id, new ChangeRequest(id, Region.IMAGE).pollSeconds(pollSeconds));
            changes.add(change);
            come(change, Duration.ZERO, null);
        }
        while (!agenda.isEmpty()) {
            Appointment visit = agenda.remove();
            clock.pass(Duration.between(clock.instant(), visit.at()));
            visit(visit);
        }
        int seconds =
                1 + perSecond.keySet().stream().mapToInt(Long::intValue).max().orElse(0);
        int[] requests = new int[seconds];
        perSecond.forEach((second, count) -> requests[second.intValue()] = count);
        return new Outcome(
                changes.stream()
                        .filter(change -> change.state() == State.SUCCEEDED)
                        .count(),
                cloud.region().changes(),
                requests,
                longestGap,
                Duration.between(begin, clock.instant()));
    }

    private void visit(Appointment visit) {
        OsChange change = visit.change();
        State before = change.state();
        cloud.jobsTake(Duration.ofSeconds(random.nextInt(60, 240)));
        long asked = cloud.requestCount();
        Optional<Duration> wait = change.advance(context);
        Instant now = clock.instant();
        Instant lastLook = visit.lastLook();
        if (cloud.requestCount() > asked) {
            perSecond.merge(secondsSinceBegin(now), (int) (cloud.requestCount() - asked), Integer::sum);
            if (before == State.SUBMITTED) {
                Duration gap = Duration.between(lastLook, now);
                longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
            }
            lastLook = now;
        }
        Instant looked = lastLook;
        wait.ifPresent(time -> come(change, time, looked));
    }

    private long secondsSinceBegin(Instant now) {
        return Duration.between(new TestClock().instant(), now).toSeconds();
    }

    private void come(OsChange change, Duration in, Instant lastLook) {
        agenda.add(new Appointment(clock.instant().plus(in), visits++, change, lastLook));
    }

    @Override
    public void close() {
        cloud.close();
    }

    private final class Context implements ChangeContext {
        private final EcsClient client;

        private Context(EcsClient client) {
            this.client = client;
        }

        @Override
        public EcsClient client() {
            return client;
        }

        @Override
        public Login login() {
            return new Login.WithKeyPair(Region.KEY_PAIR, SimulatedCloud.USER);
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
        public void save(ChangeRecord change) {}

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }

        @Override
        public Progress progress() {
            return line -> {};
        }

        @Override
        public Clock clock() {
            return clock;
        }
    }
}
