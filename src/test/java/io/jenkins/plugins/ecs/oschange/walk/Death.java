package io.jenkins.plugins.ecs.oschange.walk;

/** The end of a process. Nothing may catch it. */
final class Death extends Error {

    private static final long serialVersionUID = 1L;

    Death() {
        super("the process dies", null, false, false);
    }
}
