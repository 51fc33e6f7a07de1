package io.jenkins.plugins.ecs.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Shares values as long as they are used: the least recently used one is dropped when there are too many, and {@link #dropIdle} drops those that were not asked for in a while.
 *
 * <p>Threads: any; making a value holds the lock, so it must not wait. Persistence: none.
 */
public final class IdleCache<K, V> {

    private static final class Entry<V> {
        final V value;
        Instant lastUsed;

        Entry(V value, Instant made) {
            this.value = value;
            this.lastUsed = made;
        }
    }

    private final Clock clock;
    private final int most;
    private final Duration idle;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param most how many are kept
     * @param idle how long one is kept that nobody asks for
     */
    public IdleCache(Clock clock, int most, Duration idle) {
        this.clock = clock;
        this.most = most;
        this.idle = idle;
    }

    public synchronized V get(K key, Function<K, V> make) {
        Instant now = clock.instant();
        Entry<V> entry = entries.computeIfAbsent(key, missing -> new Entry<>(make.apply(missing), now));
        entry.lastUsed = now;
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return entry.value;
    }

    public synchronized void dropIdle() {
        Instant since = clock.instant().minus(idle);
        entries.values().removeIf(entry -> entry.lastUsed.isBefore(since));
    }

    public synchronized int size() {
        return entries.size();
    }
}
