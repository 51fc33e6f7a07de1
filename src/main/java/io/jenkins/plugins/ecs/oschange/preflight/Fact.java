package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.RecentLookups;
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

    /** What another change has looked up under that key, or null where it is not young any more. @param type of the value */
    static <T> Fact<T> recent(RecentLookups recent, Object key, Class<T> type, Moment now) {
        if (recent.get(key) instanceof Fact<?> fact
                && fact.at.isWithin(Preflight.YOUNG, now)
                && type.isInstance(fact.value)) {
            return new Fact<>(type.cast(fact.value), fact.at);
        }
        return null;
    }

    /** The same with a value of that type, or none. */
    <S> Fact<S> as(Class<S> type) {
        return new Fact<>(type.cast(value), at);
    }

    /** The same fact, or null when it is older than that. */
    static <T> Fact<T> unlessOlder(Fact<T> fact, Duration age, Moment now) {
        return fact == null || fact.at.isWithin(age, now) ? fact : null;
    }
}
