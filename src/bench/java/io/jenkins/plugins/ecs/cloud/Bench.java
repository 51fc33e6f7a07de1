package io.jenkins.plugins.ecs.cloud;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks in JVMs of their own and prints the medians of all iterations, in microseconds per operation. */
public final class Bench {

    private static final Map<String, String> NAMES =
            Map.of("SignBenchmark", "sign_serialise", "ParseBenchmark", "parse");

    /** Every benchmark has its turn in each round, so that what else the machine does meets all of them. */
    private static final int ROUNDS = 4;

    private Bench() {}

    public static void main(String[] args) throws RunnerException {
        Options round = new OptionsBuilder()
                .include(Bench.class.getPackageName() + "\\.(Sign|Parse)Benchmark")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Map<String, List<Double>> times = new TreeMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            for (RunResult result : new Runner(round).run()) {
                times.computeIfAbsent(name(result), name -> new ArrayList<>()).addAll(iterations(result));
            }
        }
        times.forEach((name, each) -> {
            print(name, median(each), "us");
            print(name + "_fastest", Collections.min(each), "us");
        });
        NAMES.values().stream().sorted().forEach(name -> {
            List<Double> ours = times.get(name + "_ours");
            List<Double> sdk = times.get(name + "_sdk");
            print(name + "_sdk_over_ours", median(sdk) / median(ours), "x");
            print(name + "_fastest_sdk_over_ours", Collections.min(sdk) / Collections.min(ours), "x");
        });
    }

    private static String name(RunResult result) {
        String[] label = result.getParams().getBenchmark().split("\\.");
        return NAMES.get(label[label.length - 2]) + '_' + label[label.length - 1];
    }

    private static List<Double> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "BENCH %s=%.2f %s%n", name, value, unit);
    }
}
