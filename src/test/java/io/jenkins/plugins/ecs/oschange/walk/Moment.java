package io.jenkins.plugins.ecs.oschange.walk;

/**
 * When something happens.
 *
 * @param what the state, the call or the method that it is about; {@code any} for none
 * @param nth the first time, the second and so on, counted over the whole walk
 */
record Moment(Kind kind, String what, int nth) {

    static final String ANY = "any";

    enum Kind {
        /** Before the change is advanced for the nth time. */
        STEP,
        /** Before it is advanced in this state for the nth time. */
        STATE,
        /** When it is about to ask this call of the cloud for the nth time. */
        ASK,
        /** When the cloud has acted on it, and the answer is not there yet. */
        ANSWERED,
        /** When it is about to call this method of its context for the nth time. */
        CALLING,
        /** When that method is about to return. */
        CALLED
    }

    @Override
    public String toString() {
        return kind + " " + what + " " + nth;
    }
}
