package io.jenkins.plugins.ecs.cloud;

import java.time.Clock;
import java.time.Duration;

/**
 * Spreads the requests to one endpoint so that all changes of a controller together stay under a ceiling, first come first served. It halves its
 * rate when the cloud throttles, and recovers step by step when it no longer does. Nobody waits in it: whoever asks is told when to come.
 */
public final class RateLimiter {

    /** The vendors publish no figures for ECS; this lets 1,000 changes look every 10 seconds. */
    public static final int DEFAULT_PER_SECOND = 100;

    private static final double LOWEST_PER_SECOND = 1;
    private static final Duration RECOVERY_STEP = Duration.ofSeconds(10);

    private final Clock clock;
    private double ceiling;
    private double rate;
    private long nextSlot;
    private long lastChange;

    /** @param perSecond the ceiling, in requests per second */
    public RateLimiter(Clock clock, double perSecond) {
        this.clock = clock;
        this.ceiling = perSecond;
        this.rate = perSecond;
    }

    /** Changes the ceiling; a rate that was at the old one follows at once. @param perSecond requests per second */
    public synchronized void limitTo(double perSecond) {
        recover();
        rate = rate >= ceiling ? perSecond : Math.min(rate, perSecond);
        ceiling = perSecond;
    }

    /** Takes the next free slot. @return how long until it comes; zero for now */
    public synchronized Duration reserve() {
        recover();
        long now = clock.millis() * 1000;
        long slot = Math.max(now, nextSlot);
        nextSlot = slot + Math.round(1_000_000 / rate);
        return Duration.ofMillis((slot - now + 999) / 1000);
    }

    /** The cloud has throttled a request. Throttling of requests sent before the last slowdown took effect counts once. */
    synchronized void throttled() {
        long now = clock.millis();
        if (rate >= ceiling || now - lastChange >= 1000) {
            rate = Math.max(LOWEST_PER_SECOND, rate / 2);
            lastChange = now;
        }
    }

    /** Requests per second at this moment. */
    public synchronized double perSecond() {
        recover();
        return rate;
    }

    private void recover() {
        long now = clock.millis();
        long steps = (now - lastChange) / RECOVERY_STEP.toMillis();
        if (rate < ceiling && steps > 0) {
            rate = Math.min(ceiling, rate + steps * ceiling / 10);
            lastChange = now;
        }
    }
}
