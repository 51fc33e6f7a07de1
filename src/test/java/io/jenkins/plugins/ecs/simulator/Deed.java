package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An operation on a server that the simulated cloud accepted: for which user, and with what outcome. */
public final class Deed {

    /** The user it was accepted from. */
    public enum Who {
        /** The client that sends requests over HTTP. */
        US,
        /** Another user of the same project. */
        SOMEBODY
    }

    /** The operation. */
    public enum What {
        CHANGE_OS,
        STOP,
        START,
        /** A private image of the system disk: {@link #newDisk} is the ID of the image. */
        SAVE_IMAGE,
        /** Any other operation of the other user: a lock, a detached disk … */
        OTHER
    }

    /** The outcome so far. */
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
    private String publicKey;
    private String newDisk;
    private Outcome outcome = Outcome.UNDER_WAY;
    private Instant ended;

    /** @param asked the body of the request, or a description as a text */
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

    /** The server's system disk at that time, which an OS change destroys. Null if it had none. */
    public String disk() {
        return disk;
    }

    /** The body of the request. */
    public JsonNode asked() {
        return asked;
    }

    /** A field of {@code os-change} in the body, or null. */
    public String asked(String field) {
        return asked.path("os-change").path(field).asText(null);
    }

    public String jobId() {
        return jobId;
    }

    /** The fingerprint of the key pair to inject, at the time of acceptance; null without one. */
    public String keyFingerprint() {
        return keyFingerprint;
    }

    /** The key to inject, as in {@code authorized_keys}; null without one. */
    String publicKey() {
        return publicKey;
    }

    /** The system disk that it created; null until then. */
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

    Deed key(String fingerprint, String key) {
        keyFingerprint = fingerprint;
        publicKey = key;
        return this;
    }

    /** When it ended, by the cloud's clock; null while it is under way. */
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
