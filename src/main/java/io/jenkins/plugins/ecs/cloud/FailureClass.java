package io.jenkins.plugins.ecs.cloud;

import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.GIVE_UP;
import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.LOOK;
import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.RETRY;

/**
 * What can come back instead of what was asked for, and what follows from it: the one table of retries. A change is a request that acts on a
 * server or makes something; a lookup only reads. Of a change, only what is known to have done nothing may be sent again or called refused; after everything
 * else one has to look.
 */
public enum FailureClass {
    /** Not a byte of the request has left: no connection, or the sign-in before it failed in a way that may pass. */
    NOT_SENT(RETRY, RETRY),
    /** Not a byte of the request has left, and it will not help to try again: the sign-in was refused, or a credential cannot be used. */
    NOT_SIGNED_IN(GIVE_UP, GIVE_UP),
    /** Reset, timeout, or an answer that says nothing usable, after the request may have left. */
    LOST(LOOK, RETRY),
    /** Throttled, flow control, or other commands running: not accepted, and may come again. */
    THROTTLED(RETRY, RETRY),
    /**
     * A request timeout, a server's or a gateway's error, trouble inside the cloud that is told as a client error, or an error that stands in no table: the cloud
     * may act behind it all the same.
     */
    FAULT(LOOK, RETRY),
    /** Sent elsewhere: never followed, since signed headers must not reach another host. */
    REDIRECTED(LOOK, GIVE_UP),
    /** Looked at and not accepted, wrong keys among the reasons: more than five wrong signatures lock a key. */
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

    /** The class of an error that the cloud told, also with a status that is none. */
    static FailureClass of(CloudError error) {
        int status = error.httpStatus();
        if (ErrorCodes.asksForLess(error) || ErrorCodes.isBusy(error)) {
            return THROTTLED;
        }
        if (status >= 500 || ErrorCodes.isTrouble(error)) {
            return FAULT;
        }
        if (status >= 300 && status < 400) {
            return REDIRECTED;
        }
        return ErrorCodes.isNotAccepted(error) ? REFUSED : FAULT;
    }

    /**
     * The class, for the request behind it, of a sign-in or a look for the project that the cloud refused. Any client error is final here: a password that is tried again
     * and again locks the user out.
     */
    static FailureClass ofSignIn(CloudError error) {
        if (of(error) == THROTTLED) {
            return THROTTLED;
        }
        return error.httpStatus() == 408 || error.httpStatus() >= 500 ? NOT_SENT : NOT_SIGNED_IN;
    }
}
