package io.jenkins.plugins.ecs.oschange.record;

import java.time.Duration;

/**
 * Looks where an end is likely. Between the time at which 2 in 1,000 jobs have ended and the one at which 5 in 1,000 have not, looks are as dense as the root of the hazard rate, which for a given
 * number of looks makes the end seen soonest (J. B. Keller, Optimum Checking Schedules for Systems Subject to Random Failure, 1974); before, they are as rare as allowed; and where a job is overdue,
 * it is one of which nothing is known. Immutable.
 */
final class LikelyEnd implements LookTimes {

    /** From where to where an end is likely, in standard deviations of the logarithm. */
    private static final double FROM = -2.9;

    private static final double TO = 2.6;
    private static final int STEPS = 110;

    /** The part of jobs that takes longer than {@link #TO}. */
    private static final double LEFT = 0.00466;

    /** The mean gap where jobs end, in poll intervals: with this the end is seen no later than by a look each poll interval. */
    static final double USUAL_GAP = 1.06;

    /** Where an end is likely no gap is longer than this many poll intervals. */
    private static final double WIDEST = 1.5;

    /** Nor shorter than this part of one. */
    private static final double NARROWEST = 0.1;

    /** Density of the normal distribution, and hazard rate, at each step. */
    private static final double[] DENSITY = new double[STEPS + 1];

    private static final double[] HAZARD = new double[STEPS + 1];
    private static final double ALL;

    static {
        double step = (TO - FROM) / STEPS;
        double all = 0;
        double left = LEFT;
        for (int i = STEPS; i >= 0; i--) {
            double z = FROM + i * step;
            DENSITY[i] = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            left += i == STEPS ? 0 : (DENSITY[i] + DENSITY[i + 1]) / 2 * step;
            HAZARD[i] = DENSITY[i] / left;
            all += DENSITY[i];
        }
        ALL = all;
    }

    private final Duration poll;
    private final double longest;
    private final double widest;
    private final double shortest;
    /** In seconds since the request was accepted; and how many looks are made from the first of these times to each. */
    private final double[] times = new double[STEPS + 1];

    private final double[] looks = new double[STEPS + 1];

    LikelyEnd(UsualDuration usual, Duration poll) {
        this(usual, poll, USUAL_GAP);
    }

    /** @param usualGap the mean gap where jobs end, in poll intervals */
    LikelyEnd(UsualDuration usual, Duration poll, double usualGap) {
        double interval = poll.toMillis() / 1000.0;
        this.poll = poll;
        longest = MOST_INTERVALS * interval;
        widest = WIDEST * interval;
        shortest = Math.max(1, NARROWEST * interval);
        double[] gaps = new double[STEPS + 1];
        double mean = 0;
        for (int i = 0; i <= STEPS; i++) {
            double z = FROM + i * (TO - FROM) / STEPS;
            times[i] = usual.seconds() * Math.exp(usual.spread() * z);
            gaps[i] = Math.sqrt(times[i] * usual.spread() / HAZARD[i]);
            mean += DENSITY[i] * gaps[i] / ALL;
        }
        for (int i = 0; i <= STEPS; i++) {
            gaps[i] = Math.max(shortest, Math.min(widest, gaps[i] * usualGap * interval / mean));
            looks[i] = i == 0 ? 0 : looks[i - 1] + 2 * (times[i] - times[i - 1]) / (gaps[i - 1] + gaps[i]);
        }
    }

    @Override
    public Duration after(Duration elapsed) {
        double now = elapsed.toMillis() / 1000.0;
        double over = times[STEPS];
        if (now >= over) {
            return LookTimes.growing(Duration.ofMillis(Math.round((now - over) * 1000)), poll);
        }
        double next = Math.max(now + shortest, now < times[0] ? before(now) : at(looksUntil(now) + 1));
        return Duration.ofMillis((long) Math.ceil(Math.min(next - now, longest) * 1000));
    }

    /** Evenly on the way to the first look where an end is likely. */
    private double before(double now) {
        double way = at(1) - now;
        return now + way / Math.ceil(way / longest);
    }

    private double looksUntil(double time) {
        int i = 1;
        while (times[i] < time) {
            i++;
        }
        return between(time, times[i - 1], times[i], looks[i - 1], looks[i]);
    }

    /** When that many looks are due; the end of the likely times where they have fewer. */
    private double at(double number) {
        if (number >= looks[STEPS]) {
            return times[STEPS];
        }
        int i = 1;
        while (looks[i] < number) {
            i++;
        }
        return between(number, looks[i - 1], looks[i], times[i - 1], times[i]);
    }

    private static double between(double x, double x0, double x1, double y0, double y1) {
        return x1 == x0 ? y1 : y0 + (x - x0) / (x1 - x0) * (y1 - y0);
    }
}
