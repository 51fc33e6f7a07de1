package io.jenkins.plugins.ecs.oschange.record;

import java.time.Duration;

/**
 * When a running cloud job is looked at: where its end is likely, and in between often enough for a log that is alive. Without state; threads: any.
 */
@FunctionalInterface
public interface LookTimes {

    /** Looks are never further apart than this many poll intervals, since what the log tells of a job comes from them. */
    int MOST_INTERVALS = 3;

    /** Jobs begin within seconds, so the first look is early. */
    Duration FIRST = Duration.ofSeconds(5);

    /** How long after a look the next one is due. @param elapsed at that look, since the cloud accepted the request */
    Duration after(Duration elapsed);

    /** When the first look is due; a shorter poll interval makes it earlier. */
    static Duration first(Duration poll) {
        return poll.compareTo(FIRST) < 0 ? poll : FIRST;
    }

    /** @param usual what is known of such jobs, or null */
    static LookTimes of(UsualDuration usual, Duration poll) {
        return usual == null ? withoutHistory(poll) : new LikelyEnd(usual, poll);
    }

    /** The same with another balance. @param usualGap the mean gap where jobs end, in poll intervals: the smaller, the more looks, and the sooner the end is seen */
    static LookTimes of(UsualDuration usual, Duration poll, double usualGap) {
        return new LikelyEnd(usual, poll, usualGap);
    }

    /** Where nothing is known, the longer a job has been running the less suddenly its end comes: a poll interval, growing with a sixth of the time to three. */
    static LookTimes withoutHistory(Duration poll) {
        return elapsed -> growing(elapsed, poll);
    }

    /** A sixth of that time, from one poll interval to {@link #MOST_INTERVALS}. */
    static Duration growing(Duration time, Duration poll) {
        Duration longest = poll.multipliedBy(MOST_INTERVALS);
        Duration sixth = time.dividedBy(6);
        return sixth.compareTo(poll) < 0 ? poll : sixth.compareTo(longest) > 0 ? longest : sixth;
    }
}
