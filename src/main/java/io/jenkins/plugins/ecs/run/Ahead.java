package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What goes before a change in the queue of its server.
 *
 * @param label for people who may not know its build
 * @param runId its build, for whoever may read it; null where there is none
 */
record Ahead(String label, @CheckForNull String runId) {
    @CheckForNull
    static Ahead of(@CheckForNull QueueEntry before) {
        return before == null ? null : new Ahead(before.label(), before.runId());
    }
}
