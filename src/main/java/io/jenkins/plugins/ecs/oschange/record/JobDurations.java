package io.jenkins.plugins.ecs.oschange.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the last successful cloud jobs took, by site and image, and by site alone for an image that is new there. Bounded: the images that were not used for the longest are
 * forgotten. Threads: any.
 */
public final class JobDurations {

    /** Of each site and image: what happened long ago says little. */
    private static final int KEPT = 24;

    /** Sites and images together. */
    private static final int MOST = 200;

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<Key, List<Duration>> known = new LatelyUsed();

    private static final class LatelyUsed extends LinkedHashMap<Key, List<Duration>> {
        private static final long serialVersionUID = 1L;

        LatelyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Duration>> eldest) {
            return size() > MOST;
        }
    }

    /** @param image null for all images of the site */
    private record Key(String site, String image) {}

    /**
     * A line of what is kept.
     *
     * @param site as it was given to {@link #add}
     * @param image null for all images of the site
     * @param durations the oldest first
     */
    public record Line(String site, String image, List<Duration> durations) {}

    /** Notes a job. One without end, or that took more than a day, is left out. @param site whatever tells sites apart */
    public synchronized void add(String site, String imageId, Duration took) {
        if (took.toMillis() > 0 && took.compareTo(LONGEST) <= 0) {
            add(new Key(site, null), took);
            add(new Key(site, imageId), took);
        }
    }

    private void add(Key key, Duration took) {
        List<Duration> durations = known.computeIfAbsent(key, none -> new ArrayList<>());
        durations.add(took);
        if (durations.size() > KEPT) {
            durations.remove(0);
        }
    }

    /** @return what is usual for that image at that site, else for the site, else null */
    public synchronized UsualDuration usual(String site, String imageId) {
        List<Duration> durations = known.get(new Key(site, imageId));
        durations = durations == null ? known.get(new Key(site, null)) : durations;
        return durations == null ? null : UsualDuration.of(durations);
    }

    /** All that is known, to be kept. */
    public synchronized List<Line> lines() {
        return known.entrySet().stream()
                .map(entry -> new Line(entry.getKey().site(), entry.getKey().image(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** Takes a line that was kept. */
    public synchronized void restore(Line line) {
        line.durations().stream()
                .filter(took -> took.toMillis() > 0 && took.compareTo(LONGEST) <= 0)
                .forEach(took -> add(new Key(line.site(), line.image()), took));
    }
}
