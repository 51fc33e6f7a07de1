package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.time.Duration;

/**
 * Something that was looked up.
 *
 * @param value null where it cannot be seen
 * @param at when it was asked for
 */
record Fact<T>(T value, Moment at) {

    static <T> T valueOf(Fact<T> fact) {
        return fact == null ? null : fact.value;
    }

    /** The same fact, or null when it is older than that. */
    static <T> Fact<T> unlessOlder(Fact<T> fact, Duration age, Moment now) {
        return fact == null || fact.at.isWithin(age, now) ? fact : null;
    }
}
