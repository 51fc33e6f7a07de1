package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;

/** An exchange with the cloud did not give what was asked for. One of the two kinds below says why. */
public abstract sealed class CloudException extends Exception permits RefusedException, NoAnswerException {

    private static final long serialVersionUID = 1L;

    private final FailureClass kind;

    CloudException(FailureClass kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What follows from it. */
    public FailureClass kind() {
        return kind;
    }

    /** The request id that the vendor's support asks for, or null. */
    public abstract String requestId();

    /** How long the cloud asks to be left alone, or null where it did not say. */
    public Duration retryAfter() {
        return null;
    }
}
