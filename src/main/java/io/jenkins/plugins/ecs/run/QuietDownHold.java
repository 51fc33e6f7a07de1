package io.jenkins.plugins.ecs.run;

import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.time.Duration;
import java.time.Instant;
import jenkins.model.Jenkins;

/**
 * Holds a change that has sent nothing while Jenkins prepares to shut down.
 *
 * <p>Threads: the one that drives the change. Persistence: none.
 */
final class QuietDownHold {

    private Instant begun;
    private boolean isNew;

    boolean holds(OsChange change, Instant now) {
        boolean holds = Jenkins.get().isQuietingDown() && isUnsent(change.record()) && !change.isAbandoned();
        isNew = holds && begun == null;
        if (!holds) {
            begun = null;
        } else if (isNew) {
            begun = now;
        }
        return holds;
    }

    /** Whether it is held since the last question, and was not before. */
    boolean isNew() {
        return isNew;
    }

    /** For how long it has been held; zero where it is not. */
    Duration since(Instant now) {
        return begun == null ? Duration.ZERO : Duration.between(begun, now);
    }

    private static boolean isUnsent(ChangeRecord record) {
        return switch (record.state()) {
            case QUEUED, PREPARING, CHECKED -> !record.exposure().mayHaveSent();
            case STOPPING -> !record.stop().isOut();
            default -> false;
        };
    }
}
