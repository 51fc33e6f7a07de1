package io.jenkins.plugins.ecs.oschange.preflight;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Which of several things was created after all others: by this rule a build takes one of the images of a name, and a form tells which. Threads: any. */
public final class Newest {

    private Newest() {}

    /**
     * Those that were created last.
     *
     * @param created when one was created; null where that is not told
     * @return more than one where times are equal, or not told: then it is not clear which is the newest
     */
    public static <T> List<T> of(Collection<T> all, Function<T, Instant> created) {
        boolean comparable = all.stream().allMatch(each -> created.apply(each) != null);
        if (!comparable || all.isEmpty()) {
            return List.copyOf(all);
        }
        Instant last = all.stream().map(created).max(Comparator.naturalOrder()).orElseThrow();
        return all.stream().filter(each -> created.apply(each).equals(last)).toList();
    }
}
