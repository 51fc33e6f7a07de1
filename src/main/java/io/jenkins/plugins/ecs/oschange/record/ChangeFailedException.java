package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;

/** Ends a change. The message is whole: what happened, to which server, and what to do about it. */
public final class ChangeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final boolean invalidInput;

    public ChangeFailedException(Kind kind, Sentences message) {
        this(kind, message.toString(), false);
    }

    private ChangeFailedException(Kind kind, String message, boolean invalidInput) {
        super(message);
        this.kind = kind;
        this.invalidInput = invalidInput;
    }

    /** The same, because of what was asked for itself: see {@link ChangeFailure#isInvalidInput}. */
    public ChangeFailedException ofInvalidInput() {
        return new ChangeFailedException(kind, getMessage(), true);
    }

    public Kind kind() {
        return kind;
    }

    public boolean isInvalidInput() {
        return invalidInput;
    }
}
