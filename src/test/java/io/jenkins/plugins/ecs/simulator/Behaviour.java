package io.jenkins.plugins.ecs.simulator;

import java.time.Duration;

/** Deviations of a simulated server from the usual behaviour. Each applies from the next operation on. */
public final class Behaviour {

    String failureCode;
    String failureReason;
    boolean nestedReason;
    boolean errorAfterFailure;
    String stopFailure;
    String startFailure;
    Duration stopTakes = Duration.ZERO;
    Duration startTakes = Duration.ofSeconds(2);
    Duration offBeforeRebuild = Duration.ZERO;
    boolean detaches;
    boolean imageIdsDisagree;
    boolean wantsPayment;
    Duration paymentTakes = Duration.ZERO;
    Duration errorAfterSuccess = Duration.ZERO;
    Duration bootTakes = Duration.ZERO;

    Behaviour() {}

    /** OS changes fail in the job with this code and reason. The server keeps its disk and is SHUTOFF. */
    public Behaviour failChanges(String code, String reason) {
        failureCode = code;
        failureReason = reason;
        return this;
    }

    /** Failure reasons are returned as in recordings: as JSON of an inner service, inside {@code errorcode_message}. */
    public Behaviour tellReasonsNested() {
        nestedReason = true;
        return this;
    }

    /** After a failed OS change the server is in ERROR without a system disk. */
    public Behaviour endInErrorAfterFailure() {
        errorAfterFailure = true;
        return this;
    }

    /** {@code os-stop} is accepted and fails in the job with this code. The server keeps running. */
    public Behaviour failStops(String code) {
        stopFailure = code;
        return this;
    }

    /** {@code os-start} is accepted and fails in the job with this code. The server stays off. */
    public Behaviour failStarts(String code) {
        startFailure = code;
        return this;
    }

    /** Shutting down takes this long, for {@code os-stop} and for {@code withStopServer}: ACTIVE and powering-off meanwhile. The vendors allow 300 s. */
    public Behaviour stopSlowly(Duration takes) {
        stopTakes = takes;
        return this;
    }

    /** Starting takes this long: SHUTOFF and powering-on meanwhile. */
    public Behaviour startSlowly(Duration takes) {
        startTakes = takes;
        return this;
    }

    /** An accepted OS change shows SHUTOFF and idle for this long before REBUILD. */
    public Behaviour stayOffBeforeRebuild(Duration takes) {
        offBeforeRebuild = takes;
        return this;
    }

    /** During an OS change the server has no system disk: the old one is detached, the new one not attached yet. */
    public Behaviour detachDiskWhileChanging() {
        detaches = true;
        return this;
    }

    /** The two image IDs never agree, as in the vendor's sample: {@code image.id} is one that IMS does not list. */
    public Behaviour nameImageTwice() {
        imageIdsDisagree = true;
        return this;
    }

    /** An OS change costs more: without autoPay the job stays in PENDING_PAYMENT until {@link Somebody#pays}. */
    public Behaviour wantPayment() {
        wantsPayment = true;
        return this;
    }

    /** With autoPay the job is in PENDING_PAYMENT for this long before it begins. */
    public Behaviour paySlowly(Duration takes) {
        wantsPayment = true;
        paymentTakes = takes;
        return this;
    }

    /** After a successful OS change the server shows ERROR for this long, then ACTIVE. */
    public Behaviour showErrorAfterSuccess(Duration takes) {
        errorAfterSuccess = takes;
        return this;
    }

    /** After a successful OS change the server is SHUTOFF and powering-on for this long, then ACTIVE. */
    public Behaviour bootSlowly(Duration takes) {
        bootTakes = takes;
        return this;
    }
}
