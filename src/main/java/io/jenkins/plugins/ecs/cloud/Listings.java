package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a project has, as a whole, for whoever waits for it in a form. Each page waits for a slot in the limiter's {@linkplain RateLimiter#takeForList lane for lists}, some
 * seconds at most; where that is not enough, nothing is asked and the list fails with {@link FailureClass#NOT_SENT}.
 */
public final class Listings {

    /** A bound on what is read: a form that offers more is of no use to anybody. */
    private static final int MOST_PAGES = 100;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final EcsClient client;
    private final RateLimits limits;

    private interface Pages<T> {
        Page<T> ask(String next) throws CloudException;
    }

    Listings(EcsClient client, RateLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    /** The first servers. @param pages of a hundred, one exchange each, that are read at most */
    public List<Server> someServers(int pages) throws CloudException {
        return read(this::servers, limits.ecs(), pages);
    }

    /** The newest images. @param pages of a hundred, one exchange each, that are read at most */
    public List<Image> someImages(int pages) throws CloudException {
        return read(this::images, limits.ims(), pages);
    }

    /** All servers of the project. */
    public List<Server> servers() throws CloudException {
        return read(this::servers, limits.ecs(), MOST_PAGES);
    }

    /** All images that servers of the project can be made from. */
    public List<Image> images() throws CloudException {
        return read(this::images, limits.ims(), MOST_PAGES);
    }

    /** All key pairs of the calling user. Their owner's id is only in {@link EcsClient#keyPair}. */
    public List<KeyPair> keyPairs() throws CloudException {
        return read(next -> new Page<>(client.keyPairs(), null), limits.ecs(), 1);
    }

    private Page<Server> servers(String next) throws CloudException {
        return client.finder().servers(null, next);
    }

    private Page<Image> images(String next) throws CloudException {
        return client.finder().images(null, next);
    }

    private static <T> List<T> read(Pages<T> pages, RateLimiter limiter, int most) throws CloudException {
        List<T> all = new ArrayList<>();
        String next = null;
        for (int page = 1; page <= most; page++) {
            await(limiter.takeForList(LONGEST_WAIT));
            limiter.charge();
            Page<T> found = pages.ask(next);
            all.addAll(found.items());
            next = found.next();
            if (next == null) {
                break;
            }
        }
        return all;
    }

    private static void await(Optional<Duration> slot) throws NoAnswerException {
        try {
            TimeUnit.NANOSECONDS.sleep(slot.orElseThrow(() -> NoAnswerException.notSent("too many lists are asked for"))
                    .toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NoAnswerException.notSent("interrupted while waiting");
        }
    }
}
