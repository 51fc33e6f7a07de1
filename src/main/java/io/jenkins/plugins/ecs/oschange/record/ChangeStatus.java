package io.jenkins.plugins.ecs.oschange.record;

/** How a change ended, in one word: the {@code status} of the step's result, and {@code ECS_STATUS} of freestyle builds. The names are part of both. */
public enum ChangeStatus {
    SUCCESS,
    /** It ended well with nothing sent, since the server had the image already. */
    UNCHANGED,
    DRY_RUN,
    /** It failed, and the OS is as it was: {@link ChangeFailure.Kind#REFUSED}. */
    NOTHING_CHANGED,
    FAILED,
    DETACHED,
    UNKNOWN;

    /** Of a change that has ended; of one that has not, how it ends if its build lets go of it now. */
    public static ChangeStatus of(ChangeRecord change) {
        if (change.failure() != null) {
            return of(change.failure().kind());
        }
        if (!change.state().ended()) {
            return of(Failures.aborted(change).kind());
        }
        if (change.unchanged()) {
            return UNCHANGED;
        }
        return change.request().dryRun() ? DRY_RUN : SUCCESS;
    }

    private static ChangeStatus of(ChangeFailure.Kind kind) {
        return switch (kind) {
            case REFUSED -> NOTHING_CHANGED;
            case FAILED -> FAILED;
            case DETACHED -> DETACHED;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
