package io.jenkins.plugins.ecs.parameters;

import hudson.model.Computer;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Listings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The servers and images that forms offer, by client. They are fetched in the background and kept for a short while, so that no page ever waits for the cloud: whoever
 * asks gets what is known by now.
 */
final class PickerLists {

    /** As many projects as people configure jobs for at the same time. */
    private static final int MOST = 40;

    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final Duration RETRY = Duration.ofSeconds(5);

    static final PickerLists SHARED = new PickerLists(Clock.systemUTC(), Computer.threadPoolForRemoting);

    /** One kind of thing, and how it is listed. */
    @FunctionalInterface
    interface Kind {
        List<PickerEntry> list(Listings listings) throws CloudException;
    }

    /**
     * What is known of a list.
     *
     * @param choices null before the first answer
     * @param problem why the last question failed, or null
     * @param asking whether an answer is on its way
     */
    record Known(List<PickerEntry> choices, String problem, boolean asking) {}

    private record Key(EcsClient client, Kind kind) {}

    private final Clock clock;
    private final Executor background;
    private final Map<Key, FetchedList> lists = new LatestUsed();

    PickerLists(Clock clock, Executor background) {
        this.clock = clock;
        this.background = background;
    }

    /** What is known by now. Asks the cloud where that is old, and does not wait for it. */
    Known known(EcsClient client, Kind kind) {
        FetchedList list;
        synchronized (lists) {
            list = lists.computeIfAbsent(new Key(client, kind), key -> new FetchedList());
        }
        return list.known(client, kind);
    }

    private static final class LatestUsed extends LinkedHashMap<Key, FetchedList> {
        private static final long serialVersionUID = 1L;

        LatestUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, FetchedList> eldest) {
            return size() > MOST;
        }
    }

    private final class FetchedList {

        private List<PickerEntry> choices;
        private String problem;
        private boolean asking;
        private Instant askedAt = Instant.EPOCH;

        synchronized Known known(EcsClient client, Kind kind) {
            Duration age = Duration.between(askedAt, clock.instant());
            if (!asking && age.compareTo(problem == null ? FRESH : RETRY) >= 0) {
                asking = true;
                background.execute(() -> ask(client, kind));
            }
            return new Known(choices, problem, asking);
        }

        private void ask(EcsClient client, Kind kind) {
            try {
                answered(kind.list(client.listings()), null);
            } catch (CloudException | RuntimeException e) {
                answered(null, e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }

        private synchronized void answered(List<PickerEntry> found, String why) {
            asking = false;
            askedAt = clock.instant();
            problem = why;
            choices = found == null ? choices : found;
        }
    }
}
