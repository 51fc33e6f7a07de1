package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.time.Duration;
import java.util.function.Consumer;

/** The requests of other changes that come first, as far as people should know. In memory only; one thread at a time. */
public final class Backlog {

    private static final Duration LONG = Duration.ofSeconds(5);

    private RateLimiter.Slot slot;
    private boolean told;

    /** Notes for what the change waits; where that takes a while, it is said once. @param say null where nothing is to be said, since the cloud is at work anyway */
    public void waitsFor(RateLimiter.Slot next, Consumer<String> say) {
        Duration wait = next.remaining();
        slot = wait.isZero() ? null : next;
        if (say != null && !told && wait.compareTo(LONG) > 0) {
            told = true;
            say.accept(text("limit.waits", next.before(), Texts.duration(wait)));
        }
    }

    /** That time, and how many requests of other changes come first at this moment. */
    String behind(String elapsed) {
        long before = slot == null ? 0 : slot.before();
        return before == 0 ? elapsed : text("limit.behind", elapsed, before);
    }
}
