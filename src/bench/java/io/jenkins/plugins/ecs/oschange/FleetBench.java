package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Fleets on a simulated clock: when jobs are looked at, and ten thousand changes at a ceiling that allows every look in time and at one that does not.
 */
public final class FleetBench {

    private static final int CHANGES = 10_000;
    private static final int POLL_SECONDS = 10;
    private static final double MEDIAN = 120;
    private static final double VARIATION = 0.25;

    private FleetBench() {}

    /** @param args where the charts are written: of the fleets, and of the looks */
    public static void main(String[] args) throws IOException {
        BarChart looks = new BarChart("Part of the queries of every ten seconds, and of their delay");
        for (double variation : new double[] {0.15, 0.25, 0.4}) {
            double[] parts = new LookBench(variation).run();
            looks.group("variation " + variation)
                    .bar("queries, learned", parts[0])
                    .bar("queries, bound", parts[2])
                    .bar("delay at equal queries, learned", parts[1]);
        }
        write(looks.svg(), Path.of(args[1]));

        Fleet.Outcome wide = run("fleet_wide", 2_000, false);
        Fleet.Outcome narrow = run("fleet_narrow", 100, false);
        Fleet.Outcome learned = run("fleet_narrow_learned", 100, true);
        String chart = new LineChart("Requests per second of 10,000 changes", "seconds since all began")
                .line("every 10 s, limit 2,000 a second", wide.requestsPerSecond())
                .line("every 10 s, limit 100 a second", narrow.requestsPerSecond())
                .line("learned, limit 100 a second", learned.requestsPerSecond())
                .svg();
        write(chart, Path.of(args[0]));
    }

    private static void write(String chart, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.writeString(to, chart);
        System.out.println("Chart: " + to);
    }

    private static Fleet.Outcome run(String name, int ceiling, boolean learned) throws IOException {
        try (Fleet fleet = new Fleet(ceiling)) {
            Fleet.Outcome outcome = fleet.run(jobs(learned), POLL_SECONDS);
            print(name + "_changes", CHANGES, "");
            print(name + "_ceiling", ceiling, "requests/s");
            print(name + "_succeeded", outcome.succeeded(), "");
            print(name + "_begun_in_the_cloud", outcome.changesBegun(), "");
            print(name + "_busiest_second", outcome.busiestSecond(), "requests");
            print(name + "_poll_interval", POLL_SECONDS, "s");
            print(
                    name + "_requests",
                    outcome.members().stream()
                            .mapToInt(Fleet.Member::requests)
                            .average()
                            .orElseThrow(),
                    "per change");
            print(
                    name + "_delay_mean",
                    outcome.members().stream()
                                    .mapToLong(member -> member.late().toMillis())
                                    .average()
                                    .orElseThrow()
                            / 1000,
                    "s");
            print(name + "_longest_time_without_a_look", outcome.longestGap().toMillis() / 1000.0, "s");
            print(name + "_took", outcome.took().toSeconds(), "s");
            return outcome;
        }
    }

    /** The same jobs each time. */
    private static List<Fleet.Job> jobs(boolean learned) {
        SplittableRandom random = new SplittableRandom(20260115);
        List<Duration> history =
                IntStream.range(0, 24).mapToObj(i -> draw(random)).toList();
        LookTimes looks = learned
                ? LookTimes.of(UsualDuration.of(history), Duration.ofSeconds(POLL_SECONDS))
                : elapsed -> Duration.ofSeconds(POLL_SECONDS);
        return IntStream.range(0, CHANGES)
                .mapToObj(i -> new Fleet.Job(draw(random), looks))
                .toList();
    }

    private static Duration draw(SplittableRandom random) {
        return Duration.ofMillis(Math.round(1000 * MEDIAN * Math.exp(VARIATION * random.nextGaussian())));
    }

    static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "BENCH %s=%.2f %s%n", name, value, unit);
    }
}
