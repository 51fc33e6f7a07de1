package io.jenkins.plugins.ecs.oschange.record;

/** The requests to change the OS that were sent for a change, as its record counts them. A view, which keeps nothing itself. Threads: as {@link ChangeRecord}. */
public final class Attempts {

    private final ChangeRecord record;

    Attempts(ChangeRecord record) {
        this.record = record;
    }

    /** Whether a request is out of which nobody knows yet that the cloud did not act on it. */
    public boolean mayBeAccepted() {
        return record.mayBeAccepted;
    }

    /** To be noted, and saved, before the request that destroys the disk is sent. */
    public void sending() {
        record.mayBeAccepted = true;
        record.requestsSent++;
    }

    /** The cloud is known not to have acted on the request. @param left whether a byte of it has left */
    public void notAccepted(boolean left) {
        record.mayBeAccepted = false;
        record.requestsSent -= left ? 0 : 1;
    }

    /** How many requests to change the OS were sent; all but the last are known not to have been accepted. */
    public int requestsSent() {
        return record.requestsSent;
    }

    /** How often the change was loaded by another process before the request was known to be accepted. */
    public int resumes() {
        return record.resumes;
    }

    public void resumed() {
        record.resumes++;
    }
}
