package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Spreads the requests to one host so that all changes of a controller together stay under a ceiling, first come first served. It halves its
 * rate when the cloud throttles, and recovers step by step when it no longer does. Nobody waits in it: whoever asks is told when to come. Safe for use by several
 * threads.
 *
 * <p>A slot is a place in the queue, not a moment: the queue moves on with the rate of now. So a queue that grew long while the cloud throttled is short again as soon as it no longer
 * does. Its length is bounded by the number of those who ask, each of whom holds one slot at a time. Lists for forms have a lane of their own, which takes at
 * most a quarter of the rate, and is closed when it is full; three quarters stay for running changes.
 */
public final class RateLimiter {

    /** The vendors publish no figures for ECS; this lets 1,000 changes look every 10 seconds. */
    public static final int DEFAULT_PER_SECOND = 100;

    private static final double LOWEST_PER_SECOND = 1;
    private static final double NANOS = 1e9;
    private static final double SHARE_OF_LISTS = 0.25;
    private static final long RECOVERY_STEP = Duration.ofSeconds(10).toNanos();
    private static final long STORM = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private double ceiling;
    private double rate;
    private long lastChange;

    /** How many slots were given, how many of them the queue has passed, and when that was reckoned. */
    private double given;

    private double passed;
    private long reckonedAt;

    /** When the lane of the lists has a slot again. */
    private long listsFreeAt;

    private long sent;
    private long rejected;

    /** @param perSecond the ceiling, in requests per second */
    public RateLimiter(double perSecond) {
        this(System::nanoTime, perSecond);
    }

    /** @param nanoTime a time that only goes forward, in nanoseconds: with one that can be set back, everybody would wait for the hour to come again */
    public RateLimiter(LongSupplier nanoTime, double perSecond) {
        this.nanoTime = nanoTime;
        this.ceiling = perSecond;
        this.rate = perSecond;
        this.reckonedAt = nanoTime.getAsLong();
        this.lastChange = reckonedAt;
        this.listsFreeAt = reckonedAt;
    }

    /** A place in the queue, good for one request. */
    public final class Slot {
        private final double number;

        private Slot(double number) {
            this.number = number;
        }

        /** How long until its turn, as the rate is now; zero when it is there. */
        public Duration remaining() {
            return RateLimiter.this.remaining(number);
        }

        /** How many requests are before it. */
        public long before() {
            return RateLimiter.this.before(number);
        }
    }

    /** Changes the ceiling; a rate that was at the old one follows at once. @param perSecond requests per second */
    public synchronized void limitTo(double perSecond) {
        reckon();
        rate = rate >= ceiling ? perSecond : Math.min(rate, perSecond);
        ceiling = perSecond;
    }

    /** Takes the next free slot. */
    public synchronized Slot take() {
        reckon();
        return new Slot(given++);
    }

    /** Takes the next free slot, for whoever does not look at it again. @return how long until it comes, as the rate is now; zero for now */
    public Duration reserve() {
        return take().remaining();
    }

    /** Counts a request that is made at once, of a list or of a change that has just had its slot: everybody in the queue comes one later. */
    public synchronized void charge() {
        reckon();
        passed--;
    }

    /**
     * Takes a slot for a list that somebody waits for in a form. Running changes feel nothing of it before it is used, which is to be told by {@link #charge}.
     *
     * @return how long until it comes; nothing, and no slot, where that is longer than {@code longest}
     */
    public synchronized Optional<Duration> takeForList(Duration longest) {
        reckon();
        long now = reckonedAt;
        long wait = Math.max(0, listsFreeAt - now);
        if (wait > longest.toNanos()) {
            return Optional.empty();
        }
        listsFreeAt = now + wait + (long) (NANOS / (rate * SHARE_OF_LISTS));
        return Optional.of(Duration.ofNanos(wait));
    }

    /** A request is being sent. */
    synchronized void sent() {
        sent++;
    }

    /** How many requests were sent to the host, sign-ins excepted. */
    public synchronized long requests() {
        return sent;
    }

    /** How many of them the cloud has throttled. */
    public synchronized long throttledRequests() {
        return rejected;
    }

    /** How long a change that asks for a slot now will wait for it. */
    public synchronized Duration delay() {
        return remaining(given);
    }

    /** The cloud has throttled a request. Throttling of requests sent before the last slowdown took effect counts once. */
    synchronized void throttled() {
        rejected++;
        reckon();
        if (rate >= ceiling || reckonedAt - lastChange >= STORM) {
            rate = Math.max(LOWEST_PER_SECOND, rate / 2);
            lastChange = reckonedAt;
        }
    }

    /** Requests per second at this moment. */
    public synchronized double perSecond() {
        reckon();
        return rate;
    }

    private synchronized Duration remaining(double number) {
        reckon();
        double nanos = (number - passed) / rate * NANOS;
        return nanos < 1000 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(nanos / 1e6 - 1e-3));
    }

    private synchronized long before(double number) {
        reckon();
        return Math.max(0, Math.round(number - passed));
    }

    /** Lets the queue move on to now, and the rate recover. */
    private void reckon() {
        long now = nanoTime.getAsLong();
        passed = Math.min(given, passed + Math.max(0, now - reckonedAt) / NANOS * rate);
        reckonedAt = now;
        long steps = (now - lastChange) / RECOVERY_STEP;
        if (rate < ceiling && steps > 0) {
            rate = Math.min(ceiling, rate + steps * ceiling / 10);
            lastChange = now;
        }
    }
}
