package io.jenkins.plugins.ecs.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The changes whose server is asked for by a name that is not found yet. They are in no queue, since that is one of a server, but are in flight all the same.
 *
 * <p>Persistence: none; a step that comes back after a restart is here again. Threads: any.
 */
@Extension
public final class NamedServers {

    private final List<Search> searches = new CopyOnWriteArrayList<>();

    private record Search(QueueEntry entry, ChangeRecord record) {
        boolean isOn() {
            return record.serverId().isEmpty() && !record.state().ended();
        }
    }

    static NamedServers get() {
        return ExtensionList.lookupSingleton(NamedServers.class);
    }

    void add(Run<?, ?> run, ChangeRecord record) {
        searches.removeIf(each -> !each.isOn() || each.record == record);
        Search search = new Search(new QueueEntry(run, record), record);
        if (search.isOn()) {
            searches.add(search);
        }
    }

    /** Those whose server is still looked up. */
    List<ChangeSummary> summaries() {
        searches.removeIf(each -> !each.isOn());
        return searches.stream()
                .filter(Search::isOn)
                .map(search -> search.entry.summary(search.record))
                .toList();
    }

    /** A job or folder has another name. */
    void moved(String from, String to) {
        searches.forEach(each -> each.entry.moved(from, to));
    }
}
