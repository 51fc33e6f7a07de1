package io.jenkins.plugins.ecs.cloud;

import java.time.Duration;

/** What a request is for, which decides how long its answer is waited for. */
enum Errand {
    /** Reads something: asked again soon where no answer comes. */
    LOOKUP(Duration.ofSeconds(30)),
    /**
     * Acts on a server, or makes something, and is answered with the id of a job. That id comes once, and no call of the API tells it later, so the answer is worth a
     * longer wait than any other. Gateways give a backend about a minute before they answer 504; three minutes leave room for one that is slower, and for a proxy's
     * own limit before it.
     */
    ACTION(Duration.ofMinutes(3)),
    /** Signs in: others wait for it, so that it must end soon. */
    SIGN_IN(Duration.ofSeconds(15));

    /** For the connection to be made, and for the rest of the answer. */
    private static final Duration BESIDE = Duration.ofSeconds(30);

    private final Duration readTimeout;

    Errand(Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    /** The longest silence. */
    Duration readTimeout() {
        return readTimeout;
    }

    /** The longest that the whole exchange may take. */
    Duration callTimeout() {
        return this == SIGN_IN ? Duration.ofSeconds(20) : readTimeout.plus(BESIDE);
    }
}
