package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;

/** That a change came into a state, and when: one line of its history. */
public final class StateEntry implements Serializable {

    private static final long serialVersionUID = 1L;

    /** More entries than this belong to a change that was sent back over and over: the oldest of its rounds are dropped. */
    private static final int MOST_ENTRIES = 60;

    private static final int KEPT_FROM_THE_BEGINNING = 10;

    private final State state;
    private final long since;

    StateEntry(State state, long since) {
        this.state = state;
        this.since = since;
    }

    /** The history that goes on so: the same one where the state is that of the last entry, else another list. */
    static ArrayList<StateEntry> appended(ArrayList<StateEntry> entries, State next, long since) {
        if (!entries.isEmpty() && entries.get(entries.size() - 1).state() == next) {
            return entries;
        }
        ArrayList<StateEntry> more = new ArrayList<>(entries);
        more.add(new StateEntry(next, since));
        if (more.size() > MOST_ENTRIES) {
            more.remove(KEPT_FROM_THE_BEGINNING);
        }
        return more;
    }

    public State state() {
        return state;
    }

    public Instant since() {
        return Instant.ofEpochMilli(since);
    }
}
