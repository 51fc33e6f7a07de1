package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.ChangeFailure.Kind;

/** Ends a change. The message is whole: what happened, to which server, and what to do about it. */
public final class ChangeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public ChangeFailedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Something that the user or the administrator has to mend before anything is sent. */
    public ChangeFailedException(String message) {
        this(Kind.REFUSED, message);
    }

    public Kind kind() {
        return kind;
    }
}
