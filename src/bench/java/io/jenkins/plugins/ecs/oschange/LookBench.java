package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.Fleet.Job;
import io.jenkins.plugins.ecs.oschange.Fleet.Member;
import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The same jobs looked at every ten seconds, as learned, and as well as can be: what that costs in requests, and how late their ends are seen. Their durations are lognormal about medians of one to twenty
 * minutes, one for each of some images; of a third of the images nothing is known.
 */
final class LookBench {

    private static final int IMAGES = 60;
    private static final int JOBS_OF_AN_IMAGE = 25;
    private static final int HISTORY = 24;
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final LookTimes FIXED = elapsed -> POLL;

    private final double variation;
    private final String name;
    private final List<UsualDuration> truths = new ArrayList<>();
    private final List<UsualDuration> learned = new ArrayList<>();
    private final List<Duration> durations = new ArrayList<>();

    /** What was seen. @param delays in seconds, sorted */
    record Result(double requests, double looks, double[] delays) {
        double mean() {
            return IntStream.range(0, delays.length)
                    .mapToDouble(i -> delays[i])
                    .average()
                    .orElseThrow();
        }

        double quantile(double part) {
            return delays[(int) Math.min(delays.length - 1, part * delays.length)];
        }
    }

    /** @param variation the standard deviation of the logarithm of the durations */
    LookBench(double variation) {
        this.variation = variation;
        name = "looks_" + Math.round(variation * 100);
        SplittableRandom random = new SplittableRandom(20260115);
        for (int image = 0; image < IMAGES; image++) {
            double median = 60 * Math.pow(20, random.nextDouble());
            truths.add(new UsualDuration(median, variation));
            List<Duration> history = draw(random, median, HISTORY);
            learned.add(image % 3 == 0 ? null : UsualDuration.of(history));
            durations.addAll(draw(random, median, JOBS_OF_AN_IMAGE));
        }
    }

    private List<Duration> draw(SplittableRandom random, double median, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> Duration.ofMillis(Math.round(1000 * median * Math.exp(variation * random.nextGaussian()))))
                .toList();
    }

    private interface Schedule {
        /** @return how the jobs of that image are looked at */
        LookTimes of(int image);
    }

    private List<Member> run(Schedule schedule) throws IOException {
        List<LookTimes> looks =
                IntStream.range(0, IMAGES).mapToObj(schedule::of).toList();
        List<Job> jobs = IntStream.range(0, durations.size())
                .mapToObj(i -> new Job(durations.get(i), looks.get(i / JOBS_OF_AN_IMAGE)))
                .toList();
        try (Fleet fleet = new Fleet(100_000)) {
            Fleet.Outcome outcome = fleet.run(jobs, (int) POLL.toSeconds());
            if (outcome.succeeded() != jobs.size()) {
                throw new IllegalStateException("only " + outcome.succeeded() + " succeeded");
            }
            return outcome.members();
        }
    }

    private Result of(List<Member> members, Predicate<Integer> images) {
        List<Member> those = IntStream.range(0, members.size())
                .filter(i -> images.test(i / JOBS_OF_AN_IMAGE))
                .mapToObj(members::get)
                .toList();
        return new Result(
                those.stream().mapToInt(Member::requests).average().orElseThrow(),
                those.stream().mapToInt(Member::looks).average().orElseThrow(),
                those.stream()
                        .mapToDouble(member -> member.late().toMillis() / 1000.0)
                        .sorted()
                        .toArray());
    }

    private boolean isKnown(int image) {
        return learned.get(image) != null;
    }

    /** @return the parts that stand in the chart: looks, delay at equal looks, looks of the bound; each of those of every ten seconds */
    double[] run() throws IOException {
        List<Member> fixedRun = run(image -> FIXED);
        List<Member> learnedRun = run(image -> LookTimes.of(learned.get(image), POLL));
        Result fixed = of(fixedRun, this::isKnown);
        Result known = of(learnedRun, this::isKnown);
        double usualGap = gapForEqualLooks(fixed.looks());
        Result equal = of(
                run(image -> isKnown(image) ? LookTimes.of(learned.get(image), POLL, usualGap) : FIXED), this::isKnown);
        Result bound = of(
                run(image -> isKnown(image)
                        ? new BestLooks(
                                truths.get(image),
                                POLL,
                                of(learnedRun, each -> each == image).mean())
                        : FIXED),
                this::isKnown);
        print("fixed", fixed);
        print("learned", known);
        print("learned_at_equal_looks", equal);
        print("bound", bound);
        print("fixed_without_history", of(fixedRun, image -> !isKnown(image)));
        print("learned_without_history", of(learnedRun, image -> !isKnown(image)));
        double[] parts = {known.looks() / fixed.looks(), equal.mean() / fixed.mean(), bound.looks() / fixed.looks()};
        FleetBench.print(name + "_learned_looks_of_fixed", parts[0], "x");
        FleetBench.print(name + "_learned_requests_of_fixed", known.requests() / fixed.requests(), "x");
        FleetBench.print(name + "_learned_delay_of_fixed", known.mean() / fixed.mean(), "x");
        FleetBench.print(name + "_equal_looks_of_fixed", equal.looks() / fixed.looks(), "x");
        FleetBench.print(name + "_delay_at_equal_looks_of_fixed", parts[1], "x");
        FleetBench.print(name + "_learned_looks_of_bound", known.looks() / bound.looks(), "x");
        return parts;
    }

    private void print(String which, Result result) {
        FleetBench.print(name + '_' + which + "_requests", result.requests(), "per change");
        FleetBench.print(name + '_' + which + "_looks", result.looks(), "per change");
        FleetBench.print(name + '_' + which + "_delay_mean", result.mean(), "s");
        FleetBench.print(name + '_' + which + "_delay_p50", result.quantile(0.5), "s");
        FleetBench.print(name + '_' + which + "_delay_p99", result.quantile(0.99), "s");
    }

    /** @return the mean gap where jobs end, in poll intervals, at which the known jobs are looked at that often */
    private double gapForEqualLooks(double wanted) {
        double low = 0.1;
        double high = 2;
        for (int i = 0; i < 30; i++) {
            double gap = (low + high) / 2;
            if (looks(gap) > wanted) {
                low = gap;
            } else {
                high = gap;
            }
        }
        return high;
    }

    private double looks(double usualGap) {
        long looks = 0;
        long jobs = 0;
        for (int image = 0; image < IMAGES; image++) {
            if (isKnown(image)) {
                LookTimes times = LookTimes.of(learned.get(image), POLL, usualGap);
                for (Duration took : durations.subList(image * JOBS_OF_AN_IMAGE, (image + 1) * JOBS_OF_AN_IMAGE)) {
                    Duration at = LookTimes.first(POLL);
                    looks++;
                    jobs++;
                    while (at.compareTo(took) < 0) {
                        at = at.plus(times.after(at));
                        looks++;
                    }
                }
            }
        }
        return (double) looks / jobs;
    }
}
