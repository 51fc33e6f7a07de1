package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;

/** The cloud answered, with an error. */
public final class RefusedException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final transient CloudError error;
    private final Duration retryAfter;

    RefusedException(CloudError error) {
        this(error, null);
    }

    /** @param retryAfter how long the cloud asks to be left alone, or null */
    RefusedException(CloudError error, Duration retryAfter) {
        super(FailureClass.of(error), false, error.summary(), null);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    private RefusedException(RefusedException signIn, String what, Duration retryAfter) {
        super(FailureClass.ofSignIn(signIn.error), true, what + ": " + signIn.error.summary(), signIn);
        this.error = signIn.error;
        this.retryAfter = retryAfter;
    }

    @Override
    RefusedException beforeRequest(String what) {
        return isSignIn() ? this : new RefusedException(this, what, retryAfter);
    }

    /** The same refusal told to somebody who comes later. @param left how long the cloud is not asked again */
    RefusedException remembered(String what, Duration left) {
        return new RefusedException(this, what, left);
    }

    public CloudError error() {
        return error;
    }

    /**
     * Whether what was asked for does not exist, as far as this user can see: HTTP 404, or a job id that the cloud does not know ({@code Common.0011}). Never of a
     * sign-in.
     */
    public boolean isNotFound() {
        return !isSignIn() && ErrorCodes.deniesExistence(error);
    }

    /** Whether the cloud does not take the proof of who is asking: HTTP 401, or a code that says the same. Also of a sign-in. */
    public boolean isUnauthorized() {
        return ErrorCodes.deniesIdentity(error);
    }

    /** Whether whoever is asking may not: HTTP 403, or a code that says the same. Never of a sign-in. */
    public boolean isForbidden() {
        return !isSignIn() && ErrorCodes.deniesPermission(error);
    }

    @Override
    public String requestId() {
        return error.requestId();
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
