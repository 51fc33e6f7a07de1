package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every state that a change came into, and when. Part of the record: written by the process alone, read by reports at any time. */
public final class StateHistory implements Serializable {

    private static final long serialVersionUID = 1L;

    private long startedAt;
    private long since;
    private long endedAt;
    /** Replaced, never modified, since another change of the same run may be writing it to disk. */
    private ArrayList<StateEntry> entries = new ArrayList<>();

    private Object readResolve() {
        entries = entries == null ? new ArrayList<>() : entries;
        return this;
    }

    void enter(State next, Instant now) {
        since = now.toEpochMilli();
        if (startedAt == 0 && next != State.QUEUED) {
            startedAt = since;
        }
        if (next.ended()) {
            endedAt = since;
        }
        entries = StateEntry.appended(entries, next, since);
    }

    /** In their order: the same state twice where it came back. */
    public List<StateEntry> entries() {
        return List.copyOf(entries);
    }

    /** Since when it is in its state. */
    public Instant since() {
        return Instant.ofEpochMilli(since);
    }

    /** When its turn came, or null while it is queued. */
    public Instant startedAt() {
        return startedAt == 0 ? null : Instant.ofEpochMilli(startedAt);
    }

    /** From when its turn came to the end, or to {@code now} while it goes on. */
    public Duration duration(Instant now) {
        long end = endedAt == 0 ? now.toEpochMilli() : endedAt;
        return startedAt == 0 ? Duration.ZERO : Duration.ofMillis(Math.max(0, end - startedAt));
    }
}
