package io.jenkins.plugins.ecs.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.oschange.ListReader;
import io.jenkins.plugins.ecs.oschange.ListReader.Kind;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import jenkins.util.Timer;

/**
 * The servers and images of each project, read whole and at most once a minute for all builds that look for some. Nobody waits in it: whoever asks is told when to come back.
 *
 * <p>Persistence: none. A list, with the client that fetched it, is forgotten ten minutes after its last use. Threads: any; one of those who ask reads the next page.
 */
@Extension
public final class CloudLists {

    /** As many projects as builds look into at the same time. */
    private static final int MOST = 40;

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private record Key(EcsClient client, Kind<?> kind) {}

    /**
     * Where a list stands.
     *
     * @param comeBack when to ask again; null where it is over
     * @param items the list, or null
     * @param problem why there is none, or null
     * @param cause the failed exchange behind that, or null
     */
    public record Answer<T>(
            @CheckForNull Duration comeBack,
            @CheckForNull List<T> items,
            @CheckForNull String problem,
            @CheckForNull CloudException cause) {

        Answer(@CheckForNull Duration comeBack, @CheckForNull List<T> items) {
            this(comeBack, items, null, null);
        }

        /** Why there is no list. @param credential which API credential was used; null where nothing is known of it */
        public String problem(@CheckForNull String credential) {
            return cause == null ? problem : CloudWords.whole(cause, credential);
        }
    }

    private final LongSupplier nanoTime;
    private final Cache<Key, RecentList<?>> lists;

    public CloudLists() {
        this(System::nanoTime);
    }

    CloudLists(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lists = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .scheduler(Scheduler.forScheduledExecutorService(Timer.get()))
                .executor(Runnable::run)
                .build();
    }

    public static CloudLists get() {
        return ExtensionList.lookupSingleton(CloudLists.class);
    }

    /** How old the list may be for whoever asks from now on, a minute at most: to be given to each {@link #ask}. */
    public <T> long oldest(EcsClient client, Kind<T> kind) {
        return list(client, kind).oldest();
    }

    /** The list as far as it is known; reads one page where it is not, or is too old. */
    public <T> Answer<T> ask(EcsClient client, Kind<T> kind, long oldest) {
        return list(client, kind).ask(oldest);
    }

    /** A server of that project has changed: whoever asks from now on is not told of what was before. */
    void forgetServers(EcsClient client) {
        list(client, ListReader.SERVERS).forget();
    }

    @SuppressWarnings("unchecked")
    private <T> RecentList<T> list(EcsClient client, Kind<T> kind) {
        return (RecentList<T>) lists.get(new Key(client, kind), key -> new RecentList<>(client, kind));
    }

    private final class RecentList<T> {
        private final EcsClient client;
        private final Kind<T> kind;
        private final ReentrantLock oneAtATime = new ReentrantLock();
        private ListReader<T> reader;
        private List<T> items;
        private long readAt;
        private volatile Long forgottenAt;

        RecentList(EcsClient client, Kind<T> kind) {
            this.client = client;
            this.kind = kind;
        }

        void forget() {
            forgottenAt = nanoTime.getAsLong();
        }

        long oldest() {
            long minute = nanoTime.getAsLong() - FRESH.toNanos();
            Long forgotten = forgottenAt;
            return forgotten == null || forgotten - minute < 0 ? minute : forgotten;
        }

        Answer<T> ask(long oldest) {
            if (!oneAtATime.tryLock()) {
                return new Answer<>(LOOK_AGAIN, null);
            }
            try {
                return read(oldest);
            } finally {
                oneAtATime.unlock();
            }
        }

        private Answer<T> read(long oldest) {
            if (items != null && readAt - oldest > 0) {
                return new Answer<>(null, items);
            }
            long now = nanoTime.getAsLong();
            boolean goesOn = reader != null && reader.begun() - oldest > 0;
            reader = goesOn ? reader : new ListReader<>(kind, now);
            Optional<Duration> wait = reader.advance(client, now);
            if (wait.isPresent()) {
                return new Answer<>(wait.get(), null);
            }
            ListReader<T> done = reader;
            reader = null;
            if (done.problem() != null) {
                return new Answer<>(null, null, done.problem(), done.cause());
            }
            items = done.items();
            readAt = done.begun();
            return new Answer<>(null, items);
        }
    }
}
