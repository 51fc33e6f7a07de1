package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Page;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a whole list of a project, page by page, in the lane that the limiter keeps for lists. Waits for nobody: whoever drives it comes back when told. A list that cannot be read to
 * its end is no list. One thread at a time.
 */
public final class ListReader<T> {

    /** All servers of a project. No filter of the service is used: it takes names for patterns, and the form of its tags differs. */
    public static final Kind<Server> SERVERS =
            new Kind<>((client, next) -> client.finder().servers(null, next), EcsClient::listSlot, ListReader::idOf);

    /** All active images that servers can be made from, the newest first. */
    public static final Kind<Image> IMAGES =
            new Kind<>((client, next) -> client.finder().images(null, next), EcsClient::imageListSlot, Image::id);

    private static final int MOST_PAGES = 100;

    /** Longer than it takes to read the longest list at the lowest rate that is of use. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration LANE_IS_FULL = Duration.ofSeconds(1);

    /**
     * What is listed.
     *
     * @param pages brings a page; the first one for null
     * @param slot takes a slot of the limiter: how long until it comes, or nothing where that is longer than asked for
     * @param id tells one thing from another: a list that moves meanwhile has some on two pages
     */
    public record Kind<T>(Pages<T> pages, Lane slot, Function<T, String> id) {}

    /** One exchange. */
    @FunctionalInterface
    public interface Pages<T> {
        Page<T> ask(EcsClient client, String next) throws CloudException;
    }

    /** Where a request waits. */
    @FunctionalInterface
    public interface Lane {
        Optional<Duration> take(EcsClient client, Duration longest);
    }

    private final Kind<T> kind;
    private final long begun;
    private final RetryPolicy retries = new RetryPolicy();
    private final Map<String, T> items = new LinkedHashMap<>();
    private Long dueAt;
    private String next;
    private List<T> last;
    private int pages;
    private String problem;
    private CloudException cause;

    /** @param nanoTime a monotonic time, as in {@link #advance} */
    public ListReader(Kind<T> kind, long nanoTime) {
        this.kind = kind;
        begun = nanoTime;
    }

    /** A server that is not there any more has no status. @return null for such a one */
    private static String idOf(Server server) {
        return server.status() == null ? null : server.id();
    }

    /** When it began. */
    public long begun() {
        return begun;
    }

    /** Does at most one exchange. @return when to come back; empty when it is over, with a list or a {@link #problem} */
    public Optional<Duration> advance(EcsClient client, long nanoTime) {
        if (problem != null) {
            return Optional.empty();
        }
        if (nanoTime - begun > LONGEST.toNanos()) {
            problem = text("list.late", LONGEST.toMinutes());
            return Optional.empty();
        }
        if (dueAt == null) {
            Optional<Duration> slot = kind.slot().take(client, LANE_IS_FULL);
            if (slot.isEmpty()) {
                return Optional.of(LANE_IS_FULL);
            }
            dueAt = nanoTime + slot.get().toNanos();
        }
        if (dueAt > nanoTime) {
            return Optional.of(Duration.ofNanos(dueAt - nanoTime));
        }
        dueAt = null;
        return ask(client);
    }

    private Optional<Duration> ask(EcsClient client) {
        try {
            Page<T> page = kind.pages().ask(client, next);
            retries.succeeded();
            page.items().stream()
                    .filter(item -> kind.id().apply(item) != null)
                    .forEach(item -> items.put(kind.id().apply(item), item));
            next = page.next();
            if (next == null) {
                return Optional.empty();
            }
            if (page.items().equals(last)) {
                problem = text("list.repeats");
                return Optional.empty();
            }
            last = page.items();
            if (++pages >= MOST_PAGES) {
                problem = text("list.long", items.size());
                return Optional.empty();
            }
            return Optional.of(Duration.ZERO);
        } catch (CloudException e) {
            Duration wait = retries.failed(e);
            if (!retries.isHopeless(e)) {
                return Optional.of(wait);
            }
            cause = e;
            problem = CloudWords.whole(e);
            return Optional.empty();
        }
    }

    /** Why there is no list, or null. */
    public String problem() {
        return problem;
    }

    /** The failed exchange because of which there is no list; null where it was another reason. */
    public CloudException cause() {
        return cause;
    }

    /** What was read, in the order of the service. */
    public List<T> items() {
        return List.copyOf(items.values());
    }
}
