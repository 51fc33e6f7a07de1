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
        super(FailureClass.of(error), error.summary(), null);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public CloudError error() {
        return error;
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
