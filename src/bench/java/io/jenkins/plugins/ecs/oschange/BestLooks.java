package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import java.time.Duration;

/**
 * The best that a schedule can do that knows how the durations of jobs are distributed: found by dynamic programming, on a grid of a second or two, under the limits that the engine has, a first look after
 * five seconds and no gap over three poll intervals.
 */
final class BestLooks implements LookTimes {

    private static final int TRIES = 24;

    private final double step;
    private final int first;
    private final int longest;
    /** The part of jobs that goes on at each point of the grid, and its integral until there. */
    private final double[] left;

    private final double[] area;
    private final int[] gaps;
    private double expectedDelay;

    /** @param delay the mean delay in seconds that it may have, and has but for the coarseness of the grid */
    BestLooks(UsualDuration truth, Duration poll, double delay) {
        step = truth.seconds() > 600 ? 2 : 1;
        first = (int) Math.round(LookTimes.FIRST.toSeconds() / step);
        longest = (int) (poll.toSeconds() * MOST_INTERVALS / step);
        int points = (int) (truth.seconds() * Math.exp(4.5 * truth.spread()) / step) + longest;
        left = new double[points];
        area = new double[points];
        gaps = new int[points];
        left[0] = 1;
        for (int i = 1; i < points; i++) {
            double mid = (i - 0.5) * step;
            double z = Math.log(mid / truth.seconds()) / truth.spread();
            double density = Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * truth.spread() * mid);
            left[i] = Math.max(0, left[i - 1] - density * step);
            area[i] = area[i - 1] + (left[i - 1] + left[i]) / 2 * step;
        }
        double low = 1e-3;
        double high = 100;
        for (int i = 0; i < TRIES; i++) {
            double price = Math.sqrt(low * high);
            solve(price);
            if (expectedDelay > delay) {
                high = price;
            } else {
                low = price;
            }
        }
        solve(low);
    }

    /** Finds the gaps that make delay and looks together the cheapest. @param price of a look, in seconds of delay */
    private void solve(double price) {
        int points = left.length;
        double[] cost = new double[points + longest + 1];
        double[] delay = new double[points + longest + 1];
        for (int i = points - 1; i >= 0; i--) {
            double best = Double.MAX_VALUE;
            for (int gap = 1; gap <= longest; gap++) {
                double until = area[Math.min(points - 1, i + gap)];
                double late = left[i] * gap * step - (until - area[i]);
                double all = price * left[i] + late + cost[i + gap];
                if (all < best) {
                    best = all;
                    gaps[i] = gap;
                    delay[i] = late + delay[i + gap];
                }
            }
            cost[i] = best;
        }
        expectedDelay = delay[first];
    }

    @Override
    public Duration after(Duration elapsed) {
        int at = (int) Math.round(elapsed.toMillis() / 1000.0 / step);
        int gap = at < gaps.length ? gaps[at] : longest;
        long next = Math.round((at + gap) * step * 1000);
        return Duration.ofMillis(Math.max(1, next - elapsed.toMillis()));
    }
}
