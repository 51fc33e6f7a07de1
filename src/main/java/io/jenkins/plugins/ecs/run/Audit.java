package io.jenkins.plugins.ecs.run;

import hudson.model.Cause;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Logs one line for each change that was submitted, in a logger of its own ({@code io.jenkins.plugins.ecs.audit}): who deleted which system disk. Threads: any. Throws nothing.
 */
final class Audit {

    /** A strong reference: a logger that nobody holds forgets its handlers. */
    private static final Logger LOGGER = Logger.getLogger("io.jenkins.plugins.ecs.audit");

    private Audit() {}

    static void submitted(ChangeRecord change, Run<?, ?> run) {
        LOGGER.info(() -> oneLine("OS change submitted: build=\"" + run.getExternalizableId() + "\" started=\""
                + starters(run)
                + "\" as=\"" + identity(run) + "\" site=\"" + change.request().site() + "\" server="
                + change.request().serverId() + " image=" + change.request().imageId() + " job="
                + (change.job() == null ? "unknown" : change.job().id())));
    }

    /** What became of a change after its build had ended. */
    static void ended(ChangeRecord change, Run<?, ?> run) {
        LOGGER.info(() -> oneLine("OS change ended after its build: build=\"" + run.getExternalizableId() + "\" server="
                + change.request().serverId() + " job="
                + (change.job() == null ? "unknown" : change.job().id()) + " outcome="
                + change.aftermath().outcome()));
    }

    private static String starters(Run<?, ?> run) {
        return run.getCauses().stream()
                .map(cause -> cause instanceof Cause.UserIdCause user
                        ? "user " + user.getUserId()
                        : cause.getShortDescription())
                .collect(Collectors.joining("; "));
    }

    private static String identity(Run<?, ?> run) {
        return run.getParent() instanceof Queue.Task task
                ? Tasks.getAuthenticationOf2(task).getName()
                : "unknown";
    }

    /** Names of jobs and users, and whatever triggers call themselves, must not begin a line of their own. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
