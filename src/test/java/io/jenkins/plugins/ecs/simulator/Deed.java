package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Something that the simulated cloud accepted to do to a server: for whom, and what came of it. */
public final class Deed {

    /** On whose behalf. */
    public enum Who {
        /** Whoever asks over the wire. */
        US,
        /** Another user of the same project. */
        SOMEBODY
    }

    /** What was accepted. */
    public enum What {
        CHANGE_OS,
        STOP,
        START,
        /** Anything else that somebody did: locked it, detached a disk … */
        OTHER
    }

    /** What came of it so far. */
    public enum Outcome {
        UNDER_WAY,
        DONE,
        FAILED
    }

    private final Instant at;
    private final Who who;
    private final What what;
    private final String serverId;
    private final String disk;
    private final JsonNode asked;
    private String jobId;
    private String keyFingerprint;
    private String newDisk;
    private Outcome outcome = Outcome.UNDER_WAY;
    private Instant ended;

    /** @param asked the body of the request, or what was done in words */
    Deed(Instant at, Who who, What what, SimulatedServer server, JsonNode asked) {
        this.at = at;
        this.who = who;
        this.what = what;
        this.serverId = server.id();
        this.disk = server.systemVolumeId();
        this.asked = asked;
    }

    /** When it was accepted, by the cloud's clock. */
    public Instant at() {
        return at;
    }

    public Who who() {
        return who;
    }

    public What what() {
        return what;
    }

    public String serverId() {
        return serverId;
    }

    /** The system disk that the server had at that moment: the one that a change of its OS destroys. Null where it had none. */
    public String disk() {
        return disk;
    }

    /** The body of the request. */
    public JsonNode asked() {
        return asked;
    }

    /** The field of {@code os-change} in it, or null. */
    public String asked(String field) {
        return asked.path("os-change").path(field).asText(null);
    }

    public String jobId() {
        return jobId;
    }

    /** Of the key that will be injected, as it was when the change was accepted; null without one. */
    public String keyFingerprint() {
        return keyFingerprint;
    }

    /** The system disk that it made; null as long as it has not. */
    public String newDisk() {
        return newDisk;
    }

    public Outcome outcome() {
        return outcome;
    }

    Deed job(String id) {
        jobId = id;
        return this;
    }

    Deed key(String fingerprint) {
        keyFingerprint = fingerprint;
        return this;
    }

    /** When that was, by the cloud's clock; null as long as it is under way. */
    public Instant ended() {
        return ended;
    }

    void failed(Instant when) {
        outcome = Outcome.FAILED;
        ended = when;
    }

    void done(String disk, Instant when) {
        newDisk = disk;
        outcome = Outcome.DONE;
        ended = when;
    }

    @Override
    public String toString() {
        return at + " " + who + " " + what + " " + outcome + " job=" + jobId + " disk=" + disk + "→" + newDisk + " "
                + asked;
    }
}
