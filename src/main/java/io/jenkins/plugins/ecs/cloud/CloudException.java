package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;

/** An exchange with the cloud did not give what was asked for. One of the three kinds below says why. */
public abstract sealed class CloudException extends Exception
        permits RefusedException, NoAnswerException, ConfigurationException {

    private static final long serialVersionUID = 1L;

    private final FailureClass kind;
    private final boolean signIn;

    CloudException(FailureClass kind, boolean signIn, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.signIn = signIn;
    }

    /** What follows from it. */
    public FailureClass kind() {
        return kind;
    }

    /** Whether it was not the request itself that failed, but the sign-in or the look for the project before it: then the request was not sent. */
    public boolean isSignIn() {
        return signIn;
    }

    /** The same failure, as one of the sign-in before a request. @param what was tried, for the message */
    abstract CloudException beforeRequest(String what);

    /** The request id that the vendor's support asks for, or null. */
    public abstract String requestId();

    /** How long the cloud asks to be left alone, or null where it did not say. */
    public Duration retryAfter() {
        return null;
    }
}
