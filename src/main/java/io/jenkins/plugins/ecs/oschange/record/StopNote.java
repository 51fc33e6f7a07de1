package io.jenkins.plugins.ecs.oschange.record;

import java.io.Serializable;

/** What is known of the stop that {@code stopFirst} asks for, and of the start that undoes it. Kept with the record; written by one thread at a time. */
public final class StopNote implements Serializable {

    private static final long serialVersionUID = 1L;

    private volatile boolean mayBeStopped;
    private boolean out;
    /** Whether a stop before the present one was sent, of which no reply came. */
    private boolean lostBefore;

    private String stopJobId;
    private boolean stopJobEnded;
    private boolean stopSeen;
    private boolean startAsked;
    private String startJobId;

    /** To be noted, and saved, before the stop is sent. */
    public void sending() {
        mayBeStopped = true;
        out = true;
        stopJobId = null;
        stopJobEnded = false;
    }

    /** The cloud is known not to have acted on the stop that was just sent. */
    public void notAccepted() {
        mayBeStopped = lostBefore;
        out = false;
    }

    /** The stop, of which no reply came, shows no effect: it may be sent again. */
    public void lost() {
        out = false;
        lostBefore = true;
    }

    public void stopJob(String jobId) {
        stopJobId = jobId;
    }

    /** The server was seen to be off. */
    public void stopSeen() {
        stopSeen = true;
    }

    public void stopJobEnded() {
        stopJobEnded = true;
    }

    /** @param jobId null where the reply was lost */
    public void startAsked(String jobId) {
        startAsked = true;
        startJobId = jobId;
    }

    /** The server was seen to run after all. */
    public void undone() {
        mayBeStopped = false;
    }

    /** Whether the server was told to stop by this change, and was not seen to run since. */
    public boolean mayBeStopped() {
        return mayBeStopped;
    }

    /** Whether a stop was sent whose effect is waited for. */
    public boolean isOut() {
        return out;
    }

    /** @return null where the stop's reply was lost, or none was sent */
    public String stopJobId() {
        return stopJobId;
    }

    /** Whether the server was off by this change once: when it runs after that, somebody has started it. */
    public boolean wasStopSeen() {
        return stopSeen;
    }

    public boolean hasStopJobEnded() {
        return stopJobEnded;
    }

    public boolean wasStartAsked() {
        return startAsked;
    }

    /** @return null where the start's reply was lost, or none was sent */
    public String startJobId() {
        return startJobId;
    }
}
