package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.oschange.phase.ActiveChange;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;

/**
 * The turn of a change at its endpoint, which is asked in turn with all other changes. The checks and the request behind them have one turn together, so that what was
 * checked is not old by the time the next one comes. Looks at the new system itself need none.
 */
final class Admission {

    private final ActiveChange active;
    private RateLimiter.Slot slot;

    Admission(ActiveChange active) {
        this.active = active;
    }

    /** @param silent whether the wait is not to be told, since the cloud is at work anyway @return how long until its turn; zero when it has come, or none is needed */
    Duration waitFor(boolean silent, ChangeContext context) throws MisconfiguredException {
        State state = active.record().state();
        boolean asksNothing = state == State.QUEUED && active.serverSearch() == null;
        if (asksNothing || state == State.LOGGING_IN || active.isAmidChecks()) {
            return Duration.ZERO;
        }
        if (slot == null) {
            slot = active.client(context).slot();
        }
        active.backlog().waitsFor(slot, silent ? null : line -> active.say(line, context));
        return slot.remaining();
    }

    /** The turn is made use of: the next step needs another. */
    void taken() {
        slot = null;
    }
}
