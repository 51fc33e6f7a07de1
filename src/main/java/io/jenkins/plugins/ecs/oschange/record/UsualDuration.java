package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.DoubleStream;

/** How long cloud jobs of one kind usually take: the logarithm of their durations is taken for normally distributed. Immutable. */
public final class UsualDuration implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The spread assumed of a single duration; of n durations an nth of it is the least. Figures of clouds differ by region and load more than within one. */
    private static final double SPREAD_OF_ONE = 0.3;

    private static final double LEAST_SPREAD = 0.02;

    /** Durations this many spreads away from the median are moved to there: a job that waited for something says little of the others. */
    private static final double OUTLIER = 2.5;

    /** By what the median absolute deviation of a normal distribution is multiplied to be its standard deviation. */
    private static final double PER_DEVIATION = 1.4826;

    private final double seconds;
    private final double spread;

    /**
     * @param seconds which half of the jobs exceed
     * @param spread the standard deviation of the logarithm; for small ones the part of the median that it is
     */
    public UsualDuration(double seconds, double spread) {
        if (!(seconds > 0) || !(spread > 0)) {
            throw new IllegalArgumentException("not a distribution of durations: " + seconds + ", " + spread);
        }
        this.seconds = seconds;
        this.spread = spread;
    }

    /** What these durations show; a few that are far off change little. @param durations positive, not empty */
    public static UsualDuration of(Collection<Duration> durations) {
        double[] logs = durations.stream()
                .mapToDouble(duration -> Math.log(duration.toMillis() / 1000.0))
                .sorted()
                .toArray();
        int n = logs.length;
        double least = Math.max(LEAST_SPREAD, SPREAD_OF_ONE / n);
        double median = median(logs);
        double deviation = median(DoubleStream.of(logs)
                .map(log -> Math.abs(log - median))
                .sorted()
                .toArray());
        double most = OUTLIER * Math.max(PER_DEVIATION * deviation, least);
        double[] kept = DoubleStream.of(logs)
                .map(log -> Math.max(median - most, Math.min(median + most, log)))
                .toArray();
        double mean = DoubleStream.of(kept).average().orElseThrow();
        double squares =
                DoubleStream.of(kept).map(log -> (log - mean) * (log - mean)).sum();
        double seen = n == 1 ? 0 : Math.sqrt(squares / (n - 1) * (1 + 1.0 / n));
        return new UsualDuration(Math.exp(mean), Math.max(seen, least));
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Which half of the jobs exceed, in seconds. */
    public double seconds() {
        return seconds;
    }

    /** The standard deviation of the logarithm. */
    public double spread() {
        return spread;
    }

    public Duration median() {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** The median for people, rounded to what it is worth: 5 seconds, from two minutes on 15, from ten on whole minutes. */
    public String label() {
        long unit = seconds < 120 ? 5 : seconds < 600 ? 15 : 60;
        return Texts.duration(Duration.ofSeconds(Math.max(1, Math.round(seconds / unit)) * unit));
    }
}
