package io.jenkins.plugins.ecs.cloud;

import java.util.Set;

/** The cloud answered, with an error. */
public final class RefusedException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** Throttled, flow control, or other commands running: the request was turned away unexecuted. */
    private static final Set<String> TURNED_AWAY =
            Set.of("APIGW.0308", "APIG.0308", "Common.1503", "Common.0024", "Ecs.0603", "IAM.0012");

    private final transient CloudError error;

    public RefusedException(CloudError error) {
        super(error.summary(), null);
        this.error = error;
    }

    public CloudError error() {
        return error;
    }

    @Override
    public String requestId() {
        return error.requestId();
    }

    /** Whether the same request is worth sending again, because the cloud was only too busy to look at it. */
    public boolean turnedAway() {
        return error.httpStatus() == 429 || error.code() != null && TURNED_AWAY.contains(error.code());
    }

    /** A client error is a refusal; after a server error, a timeout at the gateway or a redirect nobody knows. */
    @Override
    public boolean certainlyNotActed() {
        int status = error.httpStatus();
        return turnedAway() || status >= 400 && status < 500 && status != 408;
    }

    @Override
    public boolean passing() {
        return turnedAway() || error.httpStatus() >= 500 || error.httpStatus() == 408;
    }
}
