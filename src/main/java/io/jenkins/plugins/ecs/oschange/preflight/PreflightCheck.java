package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RateLimits;
import io.jenkins.plugins.ecs.cloud.RecentLookups;
import io.jenkins.plugins.ecs.oschange.record.Moment;

/** One thing that can be wrong before anything is sent: a query that brings a fact, and what follows from the facts. Without state of its own. */
interface PreflightCheck {

    /** Whether its fact has to be asked for, now that those of the checks before it are there. */
    boolean isDue(Facts facts, Inputs inputs);

    /** Takes the fact over from another change, where that has looked it up just now. */
    default void recall(Facts facts, Inputs inputs, RecentLookups recent, Moment now) {}

    /** Of which host the limit is that its query counts for. */
    default RateLimiter limit(RateLimits limits) {
        return limits.ecs();
    }

    /** Asks the cloud once and notes the answer. */
    void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException;

    /** Obstacles and warnings, by what is known. */
    Findings findings(Facts facts, Inputs inputs);
}
