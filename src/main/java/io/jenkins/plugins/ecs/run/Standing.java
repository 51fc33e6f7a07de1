package io.jenkins.plugins.ecs.run;

/** What there is to be done about an entry. */
enum Standing {
    /** Its build is at work on it, or will be. */
    ALIVE,
    /** Its build has ended without it. */
    LEFT,
    /** It has ended for its build, and the cloud may be at work. */
    DETACHED,
    /** Nobody can say, since its record cannot be read. */
    UNREADABLE,
    /** It is over, or its build was deleted. */
    OVER
}
