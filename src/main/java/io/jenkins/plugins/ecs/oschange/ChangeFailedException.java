package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.oschange.ChangeFailure.Kind;

/** Ends a change. The message is whole: what happened, to which server, and what to do about it. */
final class ChangeFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ChangeFailedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
