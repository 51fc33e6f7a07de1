package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;
import java.time.Instant;

/** That a change came into a state, and when: one line of its history. */
public final class StateEntry implements Serializable {

    private static final long serialVersionUID = 1L;

    private final State state;
    private final long since;

    StateEntry(State state, long since) {
        this.state = state;
        this.since = since;
    }

    public State state() {
        return state;
    }

    public Instant since() {
        return Instant.ofEpochMilli(since);
    }
}
