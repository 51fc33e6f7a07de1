package io.jenkins.plugins.ecs.cloud;

import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.GIVE_UP;
import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.LOOK;
import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.RETRY;

import java.util.Set;

/**
 * What can come back instead of what was asked for, and what follows from it: the one table of retries. A change is a request that acts on a
 * server; a lookup only reads.
 */
public enum FailureClass {
    /** The connection was never made: not a byte has left. */
    NOT_SENT(RETRY, RETRY),
    /** Reset, timeout, or an answer that says nothing usable, after the request may have left. */
    LOST(LOOK, RETRY),
    /** Throttled, flow control, or other commands running: looked at by nobody. */
    THROTTLED(RETRY, RETRY),
    /** A request timeout, a server's error or a gateway's, behind which the cloud may act all the same. */
    FAULT(LOOK, RETRY),
    /** Sent elsewhere: never followed, since signed headers must not reach another host. */
    REDIRECTED(LOOK, GIVE_UP),
    /** A client error, wrong keys among them: five wrong signatures lock a key. */
    REFUSED(GIVE_UP, GIVE_UP);

    /** What to do next. */
    public enum Verdict {
        /** Send it again, later. */
        RETRY,
        /** Send nothing, and look whether the cloud acts. */
        LOOK,
        /** Neither. */
        GIVE_UP
    }

    private static final Set<String> THROTTLED_CODES =
            Set.of("APIGW.0308", "APIG.0308", "Common.1503", "Common.0024", "Ecs.0603", "IAM.0012");

    private final Verdict change;
    private final Verdict lookup;

    FailureClass(Verdict change, Verdict lookup) {
        this.change = change;
        this.lookup = lookup;
    }

    public Verdict forChange() {
        return change;
    }

    public Verdict forLookup() {
        return lookup;
    }

    /** The kind of an error that the cloud told. The code decides first, since the status may be inaccurate. */
    static FailureClass of(CloudError error) {
        int status = error.httpStatus();
        if (status == 429 || error.code() != null && THROTTLED_CODES.contains(error.code())) {
            return THROTTLED;
        }
        if (status == 408 || status >= 500) {
            return FAULT;
        }
        return status >= 300 && status < 400 ? REDIRECTED : REFUSED;
    }
}
