package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.cloud.PlainText;
import java.io.Serializable;

/** Why a change did not succeed, in a form that is kept with the run. */
public final class ChangeFailure implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What the failure means for the server. */
    public enum Kind {
        /** Nothing was changed. */
        REFUSED,
        /** The cloud tried and failed, or the server is not what was asked for. */
        FAILED,
        /** The wait ended; the cloud goes on. */
        DETACHED,
        /** Nobody knows whether the cloud acts. */
        UNKNOWN
    }

    private final Kind kind;
    private final String message;
    private final boolean invalidInput;

    /** @param message may hold names from anywhere: nothing in it begins a line of its own */
    public ChangeFailure(Kind kind, String message) {
        this(kind, message, false);
    }

    public ChangeFailure(Kind kind, String message, boolean invalidInput) {
        this.kind = kind;
        this.message = PlainText.of(message);
        this.invalidInput = invalidInput;
    }

    public Kind kind() {
        return kind;
    }

    public String message() {
        return message;
    }

    /** Whether what was asked for is invalid: asked once more, it is refused once more, whatever anybody puts right meanwhile. */
    public boolean isInvalidInput() {
        return invalidInput;
    }
}
