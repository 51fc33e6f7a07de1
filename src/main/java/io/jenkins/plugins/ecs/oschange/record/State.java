package io.jenkins.plugins.ecs.oschange.record;

/** Where a change stands. What is done in each state is decided by the process that drives it. */
public enum State {
    /** Nothing asked yet: another change of the same server goes before. */
    QUEUED,
    /** Server, image and login are looked up and checked; nothing is sent. After every wait a change comes back here. */
    PREPARING,
    /** A running server was told to stop, or is about to be. */
    STOPPING,
    /** A private image of the system disk was ordered, or is about to be. */
    SAVING_IMAGE,
    /** There is a plan without obstacles; the request has not been sent. */
    CHECKED,
    /** On disk, and perhaps on the network. Whoever finds a change in this state cannot know, and must not send. */
    SUBMITTING,
    /** The reply was lost: the server is monitored. */
    UNCERTAIN,
    /** The cloud named its job, which is followed. */
    SUBMITTED,
    /** The job ended well, or the change was seen: the server has to show it. */
    VERIFYING,
    /** The server shows the change: the new system has to let people in. */
    LOGGING_IN,
    /** The change is refused, and the server that was stopped for it is started again. */
    STARTING_AGAIN,
    SUCCEEDED,
    FAILED;

    public boolean ended() {
        return this == SUCCEEDED || this == FAILED;
    }
}
