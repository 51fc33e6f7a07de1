package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import java.io.Serializable;
import java.time.Instant;

/** What was seen of a change after its build had ended before it: kept with its record. Written by one thread at a time, read by reports at any time. */
public final class AftermathNote implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How it ended. */
    public enum Outcome {
        /** The server runs from another disk, with the image that was asked for. */
        CHANGED,
        /** The cloud job failed, or the server is not as asked for. */
        FAILED,
        /** The server shows no sign of a change, and nobody could say whether the cloud had accepted it. */
        NOT_SEEN,
        /** A day has passed. */
        UNDETERMINED
    }

    private final long since;
    private boolean jobUnreadable;
    private volatile Outcome outcome;
    private volatile long endedAt;
    private volatile String message;

    public AftermathNote(Instant now) {
        since = now.toEpochMilli();
    }

    /** Whether a change has ended for its build, but the cloud may still be at work: nobody else may change the server yet. */
    public static boolean isDue(ChangeRecord record) {
        ChangeFailure failure = record.failure();
        boolean letGo = failure != null && (failure.kind() == Kind.DETACHED || failure.kind() == Kind.UNKNOWN);
        AftermathNote note = record.aftermath();
        boolean open = note == null ? record.after() == null : !note.ended();
        return record.state().ended() && letGo && open;
    }

    /** Whether a change has ended, for its build and for the cloud. */
    public static boolean isOver(ChangeRecord record) {
        return record.state().ended() && !isDue(record);
    }

    /** Since when it has been looked for. */
    public Instant since() {
        return Instant.ofEpochMilli(since);
    }

    /** Whether the cloud does not tell of the job, so that the server has to. */
    public boolean isJobUnreadable() {
        return jobUnreadable;
    }

    public void jobUnreadable() {
        jobUnreadable = true;
    }

    /** @param words what it means for the server, for people */
    public void end(Outcome how, String words, Instant now) {
        message = words;
        endedAt = now.toEpochMilli();
        outcome = how;
    }

    public boolean ended() {
        return outcome != null;
    }

    /** Null as long as it goes on. */
    public Outcome outcome() {
        return outcome;
    }

    /** Null as long as it goes on. */
    public Instant endedAt() {
        return endedAt == 0 ? null : Instant.ofEpochMilli(endedAt);
    }

    /** Null as long as it goes on. */
    public String message() {
        return message;
    }
}
