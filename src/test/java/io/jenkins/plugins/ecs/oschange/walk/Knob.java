package io.jenkins.plugins.ecs.oschange.walk;

/** The initial conditions of a walk. Position 0 is the default of each. */
enum Knob {
    /** The server is SHUTOFF, ACTIVE, or ERROR. */
    STATUS(3),
    /** A running server is refused, stopped by the cloud ({@code mode}), or stopped first ({@code stopFirst}). */
    STOP(3),
    /** Which of {@link Logins} is asked for. */
    LOGIN(Logins.values().length),
    /** Without user data, or with. */
    USER_DATA(2),
    /** Signed requests; a token for a project ID; a token for a project name; signed requests for a project name. */
    AUTH(4),
    /** Tokens live 24 hours, 2 minutes, or 10 seconds. */
    TOKEN_LIFE(3),
    /** The timeout is 10, 5 or 1 minutes. */
    TIMEOUT(3),
    /** Looks are 10, 60 or 600 seconds apart. */
    POLL(3),
    /** The change takes 60 seconds, 2 seconds, 4 minutes, or 50 minutes. */
    JOB(4),
    /** Shutting down takes 2 seconds, 100 seconds, or 300 seconds. */
    SLOW_STOP(3),
    /** A change fails not; in its job; or in its job and leaves ERROR without a disk. */
    FAILS(3),
    /** The system disk stays attached during the change, or not. */
    DETACHES(2),
    /** Off before the rebuild for no time, or 40 seconds. */
    OFF_FIRST(2),
    /** After the job the server is ACTIVE at once; powering on for a minute; or in ERROR for 15 seconds. */
    AFTERWARDS(3),
    /** The server is seen as it is, or as it was 20 or 50 seconds ago. */
    LAG(3),
    /** Jobs are seen as they are, as they were 15 seconds ago (400 where not there yet), or so (404). */
    JOB_LAG(3),
    /** Paid by use; prepaid without autoPay; prepaid with autoPay that takes 40 seconds. */
    PREPAID(3),
    /** The two image IDs agree, or never. */
    IMAGE_TWICE(2),
    /** The change is meant, or a dry run. */
    DRY_RUN(2),
    /** No guard rails; a tag that the server has; images that include the one asked for. */
    GUARDS(3),
    /** Nobody goes before; somebody does for three looks; or for ten minutes. */
    AHEAD(3),
    /** The user may do everything; not query jobs; not see images; not see key pairs. */
    DENIED(4),
    /** The server runs another image, or the one asked for. */
    SAME_IMAGE(2),
    /** Nobody waits for a login; the new system lets in at once; after seven looks; or never. */
    LETS_IN(4),
    /** The system disk is not saved; saved as an image in 40 seconds; in 4 minutes; or that fails in its job. */
    SAVE_IMAGE(4),
    /** A server that has the image is changed all the same, or left alone. */
    SKIP(2);

    private final int positions;

    Knob(int positions) {
        this.positions = positions;
    }

    int positions() {
        return positions;
    }
}
