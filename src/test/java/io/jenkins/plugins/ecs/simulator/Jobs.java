package io.jenkins.plugins.ecs.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** The jobs of the simulated cloud, and the schedule of their steps. */
final class Jobs {

    private final Clock clock;
    private final Map<String, SimulatedJob> known = new HashMap<>();
    private final Map<String, SimulatedJob> latest = new HashMap<>();
    private final Map<String, SimulatedJob> unpaid = new HashMap<>();
    /** Jobs with steps left, by the time of the next. */
    private final PriorityQueue<SimulatedJob> pending = new PriorityQueue<>(Comparator.comparing(SimulatedJob::next));

    private Duration lag = Duration.ZERO;
    private Answer unknown = Answer.flat(400, "Common.0011", "Invalid job id.");

    Jobs(Clock clock) {
        this.clock = clock;
    }

    void start(SimulatedJob job) {
        known.put(job.id(), job);
        latest.put(job.server().id(), job);
        if (job.waitsForPayment(clock.instant())) {
            unpaid.put(job.server().id(), job);
        }
        schedule(job);
    }

    void schedule(SimulatedJob job) {
        if (job.next() != null) {
            pending.add(job);
        }
    }

    /** Queries return the state of this long ago; a job that did not exist then is unknown. */
    void lagBehind(Duration behind, Answer whereUnknown) {
        lag = behind;
        unknown = whereUnknown;
    }

    /** Runs all steps that are due. */
    void settle() {
        Instant now = clock.instant();
        while (!pending.isEmpty() && !now.isBefore(pending.peek().next())) {
            SimulatedJob job = pending.remove();
            job.step();
            schedule(job);
        }
    }

    Answer tell(String id) {
        SimulatedJob job = known.get(id);
        Instant seen = clock.instant().minus(lag);
        return job == null || seen.isBefore(job.submitted()) ? unknown : Answer.ok(job.json(seen));
    }

    /** Whether a job of this server has steps left, whatever the server shows. */
    boolean isAtWork(SimulatedServer server) {
        SimulatedJob job = latest.get(server.id());
        return job != null && job.next() != null && !job.waitsForPayment(clock.instant());
    }

    /** The job of this server that waits for a payment, or null. */
    SimulatedJob unpaid(String serverId) {
        SimulatedJob job = unpaid.get(serverId);
        return job != null && job.waitsForPayment(clock.instant()) ? job : null;
    }

    /** Moves the end of each running job to a random time within this duration. */
    void finishWithin(Duration time, RandomGenerator random) {
        List<SimulatedJob> underWay = List.copyOf(pending);
        pending.clear();
        underWay.forEach(job -> {
            job.endAt(clock.instant().plusMillis(random.nextLong(time.toMillis())));
            schedule(job);
        });
    }

    /** Ends all jobs now. */
    void finish() {
        List<SimulatedJob> underWay = List.copyOf(pending);
        pending.clear();
        for (SimulatedJob job : underWay) {
            job.endAt(clock.instant());
            while (job.next() != null) {
                job.step();
            }
        }
    }
}
