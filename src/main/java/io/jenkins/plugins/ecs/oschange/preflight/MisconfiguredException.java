package io.jenkins.plugins.ecs.oschange.preflight;

/** What is configured around a change does not suffice to go on with it. The message names the field and the fix. */
public final class MisconfiguredException extends Exception {

    private static final long serialVersionUID = 1L;

    public MisconfiguredException(String message) {
        super(message);
    }
}
