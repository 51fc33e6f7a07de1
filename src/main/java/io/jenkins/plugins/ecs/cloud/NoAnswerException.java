package io.jenkins.plugins.ecs.cloud;

import java.io.IOException;

/** The cloud could not be reached, or what it answered could not be read. */
public final class NoAnswerException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final String requestId;

    /** The exchange broke. @param sent whether a byte of the request may have left */
    NoAnswerException(String message, IOException cause, boolean sent) {
        super(sent ? FailureClass.LOST : FailureClass.NOT_SENT, message, cause);
        this.requestId = null;
    }

    /** An answer came that says nothing usable. */
    NoAnswerException(String message, String requestId) {
        super(FailureClass.LOST, message, null);
        this.requestId = requestId;
    }

    @Override
    public String requestId() {
        return requestId;
    }
}
