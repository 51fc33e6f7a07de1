package io.jenkins.plugins.ecs.oschange.walk;

/** How a method of the context fails. */
enum Trouble {
    /** A runtime exception, as of a credential store that cannot be reached. */
    RUNTIME,
    /** Something was removed from the configuration. */
    MISCONFIGURED,
    /** The disk is full. */
    IO
}
