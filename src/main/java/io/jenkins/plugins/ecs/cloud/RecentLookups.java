package io.jenkins.plugins.ecs.cloud;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A few things that were looked up lately and are the same for many changes, such as an image or a key pair; each keeps its own time, and whoever takes it decides whether
 * it is young enough. Threads: any.
 */
public final class RecentLookups {

    private static final int MOST = 200;

    private final Map<Object, Object> known = new Bounded<>();
    private final Map<Object, SharedFlight<Object>> flights = new Bounded<>();

    /** Forgets what was not asked for the longest. */
    private static final class Bounded<T> extends LinkedHashMap<Object, T> {
        private static final long serialVersionUID = 1L;

        private Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, T> eldest) {
            return size() > MOST;
        }
    }

    /**
     * Looks something up on behalf of all who want it at this moment: one asks, the others wait for what comes of it.
     *
     * @param lookup never null
     */
    public Object join(Object key, Lookup lookup) throws CloudException {
        SharedFlight<Object> flight;
        synchronized (this) {
            flight = flights.computeIfAbsent(key, any -> new SharedFlight<>("the same query of another change"));
        }
        return flight.join(lookup::run);
    }

    /** One exchange with the cloud. */
    @FunctionalInterface
    public interface Lookup {
        Object run() throws CloudException;
    }

    /** @return what was put for that key last, or null */
    public synchronized Object get(Object key) {
        return known.get(key);
    }

    /** @param key without secrets, as the value */
    public synchronized void put(Object key, Object value) {
        known.put(key, value);
    }
}
