package io.jenkins.plugins.ecs.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.StateEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A stay of a change in one of its states. */
@ExportedBean(defaultVisibility = 4)
public final class PhaseView {

    private final State state;
    private final String label;
    private final Instant from;
    private final Instant to;

    private PhaseView(State state, String label, Instant from, Instant to) {
        this.state = state;
        this.label = label;
        this.from = from;
        this.to = to;
    }

    /**
     * All stays in their order; the last one is open while the change is running, and nothing is known of its end where its build is gone. A clock that was set back meanwhile makes none of
     * them negative.
     */
    static List<PhaseView> of(ChangeRecord change, boolean running) {
        List<StateEntry> entries = change.history().entries();
        List<PhaseView> phases = new ArrayList<>();
        Instant from = Instant.MIN;
        for (int i = 0; i < entries.size(); i++) {
            StateEntry entry = entries.get(i);
            from = later(from, entry.since());
            boolean last = i == entries.size() - 1;
            Instant end = last
                    ? running ? null : from
                    : later(from, entries.get(i + 1).since());
            String label = entry.state().ended() ? Outcome.of(change, false).label() : StateLabels.of(entry.state());
            phases.add(new PhaseView(entry.state(), label, from, end));
        }
        return phases;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    State state() {
        return state;
    }

    Instant from() {
        return from;
    }

    /** Null while it lasts. */
    Instant to() {
        return to;
    }

    @Exported
    public String getState() {
        return state.name();
    }

    public String getLabel() {
        return label;
    }

    @Exported
    public long getStartTime() {
        return from.toEpochMilli();
    }

    @Exported
    @CheckForNull
    public Long getEndTime() {
        return to == null ? null : to.toEpochMilli();
    }

    public Date getStartDate() {
        return Date.from(from);
    }

    public String getDurationString() {
        Instant end = to == null ? later(from, Instant.now()) : to;
        return state.ended() ? "" : Util.getTimeSpanString(end.toEpochMilli() - from.toEpochMilli());
    }
}
