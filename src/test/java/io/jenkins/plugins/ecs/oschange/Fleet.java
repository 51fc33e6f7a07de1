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
import io.jenkins.plugins.ecs.oschange.record.LookTimes;
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
    private final PriorityQueue<Appointment> agenda = new PriorityQueue<>();
    private final Map<Long, Integer> perSecond = new HashMap<>();
    private final Context context;
    private final Map<String, Member> members = new HashMap<>();
    private long visits;

    /**
     * A job of the cloud.
     *
     * @param takes from when the request is accepted
     * @param looks when it is looked at; null for what the engine does where nothing is known
     */
    record Job(Duration takes, LookTimes looks) {}

    /** What happened to one change. */
    static final class Member {
        private final OsChange change;
        private final Job job;
        private Instant accepted;
        private Instant lastLook;
        private Duration longestGap = Duration.ZERO;
        private Duration late;
        private int looks;
        private int requests;

        private Member(OsChange change, Job job) {
            this.change = change;
            this.job = job;
        }

        Job job() {
            return job;
        }

        /** How often its job was looked at. */
        int looks() {
            return looks;
        }

        /** How often the cloud was asked in all. */
        int requests() {
            return requests;
        }

        /** From the end of its job until that was seen. */
        Duration late() {
            return late;
        }
    }

    /** When to come back to a change. */
    private record Appointment(Instant at, long order, Member member) implements Comparable<Appointment> {
        @Override
        public int compareTo(Appointment other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /**
     * How it went.
     *
     * @param members in the order of the jobs
     * @param requestsPerSecond of each second, from the first to the last
     * @param longestGap the longest time that a job was not looked at
     */
    record Outcome(
            List<Member> members, long changesBegun, int[] requestsPerSecond, Duration longestGap, Duration took) {
        int busiestSecond() {
            int most = 0;
            for (int requests : requestsPerSecond) {
                most = Math.max(most, requests);
            }
            return most;
        }

        long succeeded() {
            return members.stream()
                    .filter(member -> member.change.state() == State.SUCCEEDED)
                    .count();
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

    /** Jobs that take one to four minutes, and of which nothing is known. */
    static List<Job> jobs(int count) {
        SplittableRandom random = new SplittableRandom(20260115);
        return random.ints(count, 60, 240)
                .mapToObj(seconds -> new Job(Duration.ofSeconds(seconds), null))
                .toList();
    }

    /** Changes a server for each job. */
    Outcome run(List<Job> jobs, int pollSeconds) {
        Instant begin = clock.instant();
        List<Member> all = new ArrayList<>();
        for (Job job : jobs) {
            String id = new UUID(all.size(), all.size()).toString();
            cloud.region().addServer(id, "web-" + all.size(), "SHUTOFF");
            OsChange change = new OsChange(
                    id,
                    new ChangeRequest(id, Region.IMAGE).pollSeconds(pollSeconds).timeoutMinutes(1440));
            Member member = new Member(change, job);
            members.put(id, member);
            all.add(member);
            come(member, Duration.ZERO);
        }
        while (!agenda.isEmpty()) {
            Appointment visit = agenda.remove();
            clock.pass(Duration.between(clock.instant(), visit.at()));
            visit(visit.member(), begin);
        }
        int seconds =
                1 + perSecond.keySet().stream().mapToInt(Long::intValue).max().orElse(0);
        int[] requests = new int[seconds];
        perSecond.forEach((second, count) -> requests[second.intValue()] = count);
        Duration longestGap = all.stream()
                .map(member -> member.longestGap)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return new Outcome(
                all, cloud.region().changes(), requests, longestGap, Duration.between(begin, clock.instant()));
    }

    private void visit(Member member, Instant begin) {
        State before = member.change.state();
        cloud.jobsTake(member.job.takes());
        long asked = cloud.requestCount();
        Optional<Duration> wait = member.change.advance(context);
        int requests = (int) (cloud.requestCount() - asked);
        State after = member.change.state();
        Instant now = clock.instant();
        member.requests += requests;
        if (requests > 0) {
            perSecond.merge(Duration.between(begin, now).toSeconds(), requests, Integer::sum);
        }
        if (before == State.SUBMITTED && requests > 0) {
            member.looks++;
            Duration gap = Duration.between(member.lastLook, now);
            member.longestGap = gap.compareTo(member.longestGap) > 0 ? gap : member.longestGap;
            if (after != State.SUBMITTED) {
                member.late = Duration.between(member.accepted.plus(member.job.takes()), now);
            }
            member.lastLook = now;
        }
        if (before != State.SUBMITTED && after == State.SUBMITTED) {
            member.accepted = now;
            member.lastLook = now;
        }
        wait.ifPresent(time -> come(member, time));
    }

    private void come(Member member, Duration in) {
        agenda.add(new Appointment(clock.instant().plus(in), visits++, member));
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
        public LookTimes lookTimes(ChangeRecord change) {
            LookTimes looks = members.get(change.id()).job.looks();
            return looks == null ? ChangeContext.super.lookTimes(change) : looks;
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
