package io.jenkins.plugins.ecs.oschange.record;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;

/** Ends a change. The message is whole: what happened, to which server, and what to do about it. */
public final class ChangeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public ChangeFailedException(Kind kind, Sentences message) {
        super(message.toString());
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
