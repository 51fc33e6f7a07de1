package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What goes before a change in the queue of its server.
 *
 * @param label for people who may not know its build
 * @param runId its build, for whoever may read it; null where there is none, or it is the change's own
 * @param sameBuild the IDs of all changes of the same build that go before
 */
record Ahead(String label, @CheckForNull String runId, Set<String> sameBuild) {

    /** Where nobody knows what goes before. */
    Ahead(String label) {
        this(label, null, Set.of());
    }

    /** Null where it is the turn of that change. */
    @CheckForNull
    static Ahead of(QueueEntry mine, List<QueueEntry> queue) {
        List<QueueEntry> before = before(mine, queue);
        if (before.isEmpty()) {
            return null;
        }
        QueueEntry last = before.get(before.size() - 1);
        Set<String> sameBuild = before.stream()
                .filter(entry -> entry.isOfSameBuild(mine))
                .map(QueueEntry::changeId)
                .collect(Collectors.toUnmodifiableSet());
        boolean own = last.isOfSameBuild(mine);
        return new Ahead(last.label(own), own ? null : last.runId(), sameBuild);
    }

    /** Whether another change waits until this one is over. */
    static boolean isAwaited(ChangeRecord change, List<QueueEntry> queue) {
        List<String> holding = queue.stream()
                .filter(entry -> !entry.isReleased())
                .map(QueueEntry::changeId)
                .toList();
        return holding.size() > 1 && holding.contains(change.id());
    }

    /** All that stand before it; else one that is under way, wherever it stands. */
    private static List<QueueEntry> before(QueueEntry mine, List<QueueEntry> queue) {
        List<QueueEntry> others = new ArrayList<>(
                queue.stream().filter(entry -> !entry.isReleased()).toList());
        int place = others.indexOf(mine);
        others.remove(mine);
        return place > 0
                ? others.subList(0, place)
                : others.stream().filter(QueueEntry::isUnderWay).limit(1).toList();
    }
}
