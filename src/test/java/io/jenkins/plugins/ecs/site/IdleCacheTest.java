package io.jenkins.plugins.ecs.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.jenkins.plugins.ecs.simulator.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleCacheTest {

    private final TestClock clock = new TestClock();
    private final IdleCache<String, Object> cache = new IdleCache<>(clock, 2, Duration.ofHours(1));

    @Test
    void sharesWhatIsUsed() {
        Object made = get("a");
        for (int i = 0; i < 10; i++) {
            clock.pass(Duration.ofMinutes(59));
            cache.dropIdle();
            assertSame(made, get("a"));
        }
    }

    @Test
    void dropsWhatIsIdle() {
        Object made = get("a");
        clock.pass(Duration.ofMinutes(61));
        cache.dropIdle();
        assertEquals(0, cache.size());
        assertNotSame(made, get("a"));
    }

    @Test
    void dropsTheLeastRecentlyUsedOfTooMany() {
        Object a = get("a");
        Object b = get("b");
        get("a");
        get("c");
        assertEquals(2, cache.size());
        assertSame(a, get("a"));
        assertNotSame(b, get("b"));
    }

    private Object get(String key) {
        return cache.get(key, missing -> new Object());
    }
}
