package io.jenkins.plugins.ecs.oschange.walk;

/** How a method of the context fails. */
enum Trouble {
    /** As a credential store that is away, or a bug. */
    RUNTIME,
    /** As something that was taken away. */
    MISCONFIGURED,
    /** As a disk that is full. */
    IO
}
