package io.jenkins.plugins.ecs.oschange.phase;

import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import java.time.Duration;
import java.time.Instant;

/** What the looks at a server and its jobs have seen since the change came into its state, in this process. In memory only; one thread at a time. */
final class Observations {

    private int looks;
    private int unreadableJobs;
    private Instant enteredAt;
    private Instant unseenSince;
    private ServerSnapshot lastSeen;
    private Instant activeAt;

    /** The change came into another state. */
    void begin() {
        looks = 0;
        unreadableJobs = 0;
        enteredAt = null;
        unseenSince = null;
        lastSeen = null;
    }

    /** Counts a look that was answered. */
    void looked() {
        looks++;
    }

    /** How many looks were answered. */
    int looks() {
        return looks;
    }

    /** Counts an answer that the job cannot be read. */
    int unreadableJob() {
        return ++unreadableJobs;
    }

    /** For how long the change has been in its state, as far as this process knows: counted from the first time that this is asked. */
    Duration sinceEntered(Instant now) {
        enteredAt = enteredAt == null ? now : enteredAt;
        return Duration.between(enteredAt, now);
    }

    /** For how long what should be there has not been seen. */
    Duration unseenFor(Instant now) {
        unseenSince = unseenSince == null ? now : unseenSince;
        return Duration.between(unseenSince, now);
    }

    /** Notes what the server looks like. @return for how long nothing has been happening to it, by these looks */
    Duration quietSince(ServerSnapshot seen, Instant now) {
        if (activeAt == null || lastSeen == null || seen.showsActivitySince(lastSeen)) {
            activeAt = now;
        }
        lastSeen = seen;
        return Duration.between(activeAt, now);
    }
}
