package io.jenkins.plugins.ecs.oschange.record;

/**
 * What is at stake: what a change has, or may have, done to its server so far. Computed from the record alone, in one place; words, failure kind, patience and
 * "run it again?" follow from it.
 */
public enum Exposure {
    /** Nothing that changes the server was sent, or the cloud is known not to have acted on it. */
    UNTOUCHED,
    /** The OS is as it was, but the server was told to stop for the change. */
    STOPPED_BY_US,
    /** The request may have been accepted; nobody knows. */
    PERHAPS_SENT,
    /** The cloud has accepted the request, and its job has not been seen to end. */
    IN_THE_CLOUDS_HANDS,
    /** The cloud's job has ended, or the server shows the change. */
    DONE;

    public static Exposure of(ChangeRecord record) {
        if (record.after() != null) {
            return DONE;
        }
        if (record.job() != null) {
            return record.job().ended() ? DONE : IN_THE_CLOUDS_HANDS;
        }
        if (record.attempts().mayBeAccepted()) {
            return PERHAPS_SENT;
        }
        return record.stop().mayBeStopped() ? STOPPED_BY_US : UNTOUCHED;
    }

    /** Whether the cloud may have been asked to change the OS: from then on a change is monitored, and never given up because of a failed look. */
    public boolean mayHaveSent() {
        return compareTo(PERHAPS_SENT) >= 0;
    }
}
