package io.jenkins.plugins.ecs.run;

import hudson.AbortException;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;

/** Fails a step or a build because of its OS change, without a stack trace. What that means for the server is told by the kind. */
public final class OsChangeException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final ChangeFailure.Kind kind;
    private final boolean invalidInput;

    public OsChangeException(ChangeFailure.Kind kind, String message) {
        this(new ChangeFailure(kind, message));
    }

    public OsChangeException(ChangeFailure failure) {
        super(failure.message());
        kind = failure.kind();
        invalidInput = failure.isInvalidInput();
    }

    /** What is configured does not suffice for a change, of which there is no record then. */
    public OsChangeException(MisconfiguredException cause) {
        this(ChangeFailure.Kind.REFUSED, Messages.OsChangeException_refused(cause.getMessage()));
    }

    public ChangeFailure.Kind kind() {
        return kind;
    }

    /** Whether the OS is known to be as it was: nothing was sent that changes it, or the cloud did not accept it. */
    public boolean isNothingChanged() {
        return kind == ChangeFailure.Kind.REFUSED;
    }

    /** Whether the same call will fail again, whatever is put right meanwhile. */
    public boolean isInvalidInput() {
        return invalidInput;
    }
}
