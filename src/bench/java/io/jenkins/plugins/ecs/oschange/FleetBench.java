package io.jenkins.plugins.ecs.oschange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Ten thousand changes on a simulated clock, at a ceiling that allows every look in time and at one that does not. */
public final class FleetBench {

    private static final int CHANGES = 10_000;
    private static final int POLL_SECONDS = 10;

    private FleetBench() {}

    /** @param args where the chart is written */
    public static void main(String[] args) throws IOException {
        Fleet.Outcome wide = run("fleet_wide", 2_000);
        Fleet.Outcome narrow = run("fleet_narrow", 100);
        String chart = new LineChart("Requests per second of 10,000 changes", "seconds since all began")
                .line("ceiling 2,000 a second", wide.requestsPerSecond())
                .line("ceiling 100 a second", narrow.requestsPerSecond())
                .svg();
        Files.createDirectories(Path.of(args[0]).toAbsolutePath().getParent());
        Files.writeString(Path.of(args[0]), chart);
        System.out.println("Chart: " + args[0]);
    }

    private static Fleet.Outcome run(String name, int ceiling) throws IOException {
        try (Fleet fleet = new Fleet(ceiling)) {
            Fleet.Outcome outcome = fleet.run(CHANGES, POLL_SECONDS);
            print(name + "_changes", CHANGES, "");
            print(name + "_ceiling", ceiling, "requests/s");
            print(name + "_succeeded", outcome.succeeded(), "");
            print(name + "_begun_in_the_cloud", outcome.changesBegun(), "");
            print(name + "_busiest_second", outcome.busiestSecond(), "requests");
            print(name + "_poll_interval", POLL_SECONDS, "s");
            print(name + "_longest_time_without_a_look", outcome.longestGap().toMillis() / 1000.0, "s");
            print(name + "_took", outcome.took().toSeconds(), "s");
            return outcome;
        }
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "BENCH %s=%.2f %s%n", name, value, unit);
    }
}
