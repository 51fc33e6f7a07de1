package io.jenkins.plugins.ecs.oschange;

/** Where a change stands. Each state knows its work; an ended one has none. */
public enum State {
    /** Nothing asked: another change of the same server goes before. */
    QUEUED(new Queueing()),
    /** Nothing sent; server, image and key pair are looked up and checked. */
    PREPARING(new Preflight()),
    /** A running server was told to stop, or is about to be. */
    STOPPING(new Stopping()),
    /** All checks passed; the request has not been sent. */
    CHECKED(new Submission()),
    /** On disk, and perhaps on the wire. Whoever finds a change in this state cannot know, and must not send. */
    SUBMITTING(new Reconciliation()),
    /** The reply was lost: the server is observed. */
    UNCERTAIN(new Reconciliation()),
    /** The cloud named its job, which is followed. */
    SUBMITTED(new JobWatch()),
    /** The job ended well, or the change was seen: the server has to show it. */
    VERIFYING(new Verification()),
    SUCCEEDED(null),
    FAILED(null);

    private final Phase phase;

    State(Phase phase) {
        this.phase = phase;
    }

    Phase phase() {
        return phase;
    }

    public boolean ended() {
        return phase == null;
    }

    /** Whether the cloud may have been asked to change the server. */
    public boolean mayHaveSent() {
        return this == SUBMITTING || this == UNCERTAIN || this == SUBMITTED || this == VERIFYING;
    }
}
