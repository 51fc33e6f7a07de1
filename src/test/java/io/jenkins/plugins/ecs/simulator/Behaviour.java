package io.jenkins.plugins.ecs.simulator;

import java.time.Duration;

/** How a simulated server takes what is done to it, where that is not the plain way. Everything holds from the next operation on. */
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

    /** Changes of its OS fail in the job, with this code and reason; the old disk stays, and the server is SHUTOFF. */
    public Behaviour failChanges(String code, String reason) {
        failureCode = code;
        failureReason = reason;
        return this;
    }

    /** The reason of a failure stands where recorded ones do: as JSON of an inner service, inside {@code errorcode_message}. */
    public Behaviour tellReasonsNested() {
        nestedReason = true;
        return this;
    }

    /** A change that fails leaves it in ERROR, without a system disk. */
    public Behaviour endInErrorAfterFailure() {
        errorAfterFailure = true;
        return this;
    }

    /** {@code os-stop} is accepted, and fails in its job with this code; it keeps running. */
    public Behaviour failStops(String code) {
        stopFailure = code;
        return this;
    }

    /** {@code os-start} is accepted, and fails in its job with this code; it stays off. */
    public Behaviour failStarts(String code) {
        startFailure = code;
        return this;
    }

    /** It takes its time to shut down, be it for {@code os-stop} or for a change with its mode: ACTIVE and powering-off meanwhile. The vendors allow 300 s. */
    public Behaviour stopSlowly(Duration takes) {
        stopTakes = takes;
        return this;
    }

    /** It takes its time to start: SHUTOFF and powering-on meanwhile. */
    public Behaviour startSlowly(Duration takes) {
        startTakes = takes;
        return this;
    }

    /** A change leaves it SHUTOFF and idle for so long before it shows REBUILD. */
    public Behaviour stayOffBeforeRebuild(Duration takes) {
        offBeforeRebuild = takes;
        return this;
    }

    /** While its OS is changed it has no system disk: the old one is detached, the new one not yet attached. */
    public Behaviour detachDiskWhileChanging() {
        detaches = true;
        return this;
    }

    /** Its two image IDs never agree, as in the vendor's own sample: {@code image.id} names one that IMS does not list. */
    public Behaviour nameImageTwice() {
        imageIdsDisagree = true;
        return this;
    }

    /** It is paid by the month, and the change costs more: without autoPay the job waits for a payment for ever. */
    public Behaviour wantPayment() {
        wantsPayment = true;
        return this;
    }

    /** With autoPay the job shows PENDING_PAYMENT for so long before it begins. */
    public Behaviour paySlowly(Duration takes) {
        wantsPayment = true;
        paymentTakes = takes;
        return this;
    }

    /** After a change that succeeded it shows ERROR for so long, and is ACTIVE then. */
    public Behaviour showErrorAfterSuccess(Duration takes) {
        errorAfterSuccess = takes;
        return this;
    }

    /** After a change that succeeded it is SHUTOFF and powering-on for so long, and ACTIVE then. */
    public Behaviour bootSlowly(Duration takes) {
        bootTakes = takes;
        return this;
    }
}
