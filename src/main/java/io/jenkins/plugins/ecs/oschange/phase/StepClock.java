package io.jenkins.plugins.ecs.oschange.phase;

import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.time.Instant;

/** The time by which the steps of a change are counted in this process: it never goes back, whatever is done to the wall clock. One thread at a time. */
final class StepClock {

    private final ChangeRecord record;
    private Moment begun;

    StepClock(ChangeRecord record) {
        this.record = record;
    }

    /** What the clocks say. */
    Moment now(ChangeContext context) {
        return Moment.of(context.clock(), context.nanoTime());
    }

    /** By the wall clock as this process began, not before what is noted already, and from then on by the monotonic one. */
    Instant time(ChangeContext context) {
        Moment now = now(context);
        if (begun == null) {
            Instant noted = record.history().since();
            begun = now.wall().isBefore(noted) ? new Moment(noted, now.nanos()) : now;
        }
        return begun.wall().plusNanos(now.nanos() - begun.nanos());
    }
}
