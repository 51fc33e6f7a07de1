package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Gives up the turn of a change that no build is at work on, so that the next change of its server may begin while the cloud may still be at work on this one; or makes a queue anew that cannot be read.
 *
 * <p>Persistence: the queue of the server; the change is still followed, and its outcome told. Threads: those of web requests. The caller has checked who may.
 */
public final class QueueRelease {

    /** What came of it. */
    public enum Result {
        RELEASED,
        /** It is not in the queue any more, or was released before. */
        NONE,
        /** Its build is at work on it, and has to be aborted first. */
        AT_WORK
    }

    private QueueRelease() {}

    /**
     * @param changeId null for a queue that cannot be read
     * @param by who does it, for the audit log
     * @throws IOException when the queue cannot be written
     */
    public static Result release(String server, @CheckForNull String changeId, String by) throws IOException {
        Result result = Validation.serverId(server) != null
                ? Result.NONE
                : changeId == null ? ServerQueue.get().remake(server) : change(server, changeId);
        if (result == Result.RELEASED) {
            Audit.released(server, changeId, by);
            Attention.get().look();
        }
        return result;
    }

    /** Whether another change of the server was sent after the turn of this one was given up. @throws UncheckedIOException when the queue cannot be read */
    static boolean isOvertaken(ChangeRecord change) {
        try {
            return ServerQueue.get().entries(QueueFiles.server(change)).stream()
                    .anyMatch(entry -> change.id().equals(entry.changeId()) && entry.isOvertaken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result given(String server, QueueEntry entry) throws IOException {
        ServerQueue.get().release(server, entry);
        return Result.RELEASED;
    }

    private static Result change(String server, String changeId) throws IOException {
        for (QueueEntry entry : ServerQueue.get().entries(server)) {
            if (changeId.equals(entry.changeId()) && !entry.isReleased()) {
                return switch (entry.standing()) {
                    case OVER -> Result.NONE;
                    case ALIVE -> Result.AT_WORK;
                    case LEFT -> entry.isUnloadable() ? given(server, entry) : Result.AT_WORK;
                    case DETACHED, UNREADABLE -> given(server, entry);
                };
            }
        }
        return Result.NONE;
    }
}
