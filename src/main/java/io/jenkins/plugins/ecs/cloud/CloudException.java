package io.jenkins.plugins.ecs.cloud;

/** An exchange with the cloud did not give what was asked for. One of the two kinds below says why. */
public abstract sealed class CloudException extends Exception permits RefusedException, NoAnswerException {

    private static final long serialVersionUID = 1L;

    CloudException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The request id that the vendor's support asks for, or null. */
    public abstract String requestId();

    /** Whether it is certain that the cloud did nothing of what was asked, so that asking again is safe even for a change. */
    public abstract boolean certainlyNotActed();

    /** Whether the same lookup may well succeed a little later. Says nothing about changes. */
    public abstract boolean passing();
}
