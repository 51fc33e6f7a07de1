package io.jenkins.plugins.ecs.parameters;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Listings;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import jenkins.util.Timer;

/**
 * The servers and images that forms offer, by client. They are fetched in the background and kept for a short while, so that no page ever waits for the cloud: whoever
 * asks gets what is known by now.
 *
 * <p>Persistence: none. A list, with the client that fetched it, is forgotten ten minutes after its last use. Threads: any.
 */
@Extension
public final class PickerLists {

    /** The words of a cloud may be longer than anybody reads. */
    private static final int LONGEST = 500;

    /** As many projects as people configure jobs for at the same time. */
    private static final int MOST = 40;

    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

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
    record Known(List<PickerEntry> choices, String problem, boolean asking) {
        /** The same, of those alone. */
        Known only(Predicate<PickerEntry> which) {
            return choices == null
                    ? this
                    : new Known(choices.stream().filter(which).toList(), problem, asking);
        }
    }

    private record Key(EcsClient client, Kind kind) {}

    private final Clock clock;
    private final Executor background;
    private final Cache<Key, FetchedList> lists;

    public PickerLists() {
        this(
                Clock.systemUTC(),
                Computer.threadPoolForRemoting,
                Ticker.systemTicker(),
                Scheduler.forScheduledExecutorService(Timer.get()));
    }

    /** @param timer has lists forgotten when their time is over, though nobody asks for any */
    PickerLists(Clock clock, Executor background, Ticker ticker, Scheduler timer) {
        this.clock = clock;
        this.background = background;
        this.lists = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .ticker(ticker)
                .scheduler(timer)
                .executor(Runnable::run)
                .build();
    }

    static PickerLists get() {
        return ExtensionList.lookupSingleton(PickerLists.class);
    }

    /** What is known by now. Asks the cloud where that is old, and does not wait for it. */
    Known known(EcsClient client, Kind kind) {
        return lists.get(new Key(client, kind), key -> new FetchedList()).known(client, kind);
    }

    /** What is known as soon as no answer is on its way any more; waits for it for that long at most. */
    Known await(EcsClient client, Kind kind, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        Known known = known(client, kind);
        try {
            while (known.asking() && System.nanoTime() - end < 0) {
                Thread.sleep(LOOK_AGAIN);
                known = known(client, kind);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known;
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
            } catch (CloudException e) {
                answered(null, PlainText.excerpt(CloudWords.whole(e), LONGEST));
            } catch (RuntimeException e) {
                answered(null, PlainText.excerpt(CloudWords.told(e), LONGEST));
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
