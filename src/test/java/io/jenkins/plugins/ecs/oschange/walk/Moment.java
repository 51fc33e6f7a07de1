package io.jenkins.plugins.ecs.oschange.walk;

/**
 * When an event happens.
 *
 * @param what the state, API call or context method; {@code any} for steps
 * @param nth which occurrence, from 1, counted over the whole walk
 */
record Moment(Kind kind, String what, int nth) {

    static final String ANY = "any";

    enum Kind {
        /** Before the nth call of {@code advance}. */
        STEP,
        /** Before the nth call of {@code advance} in this state. */
        STATE,
        /** Before the nth request of this API call is sent. */
        ASK,
        /** After the cloud has executed it, before the reply arrives. */
        ANSWERED,
        /** At the nth call of this method of the context. */
        CALLING,
        /** Before that method returns. */
        CALLED
    }

    @Override
    public String toString() {
        return kind + " " + what + " " + nth;
    }
}
