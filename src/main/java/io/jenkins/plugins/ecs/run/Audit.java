package io.jenkins.plugins.ecs.run;

import hudson.model.Cause;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Logs in a logger of its own ({@code io.jenkins.plugins.ecs.audit}) who stopped a server, deleted which system disk, was refused, and what became of it: one line each. Texts
 * are quoted, and a quote within one is escaped, so that no name can forge a field. Threads: any. Throws nothing.
 */
final class Audit {

    /** A strong reference: a logger that nobody holds forgets its handlers. */
    private static final Logger LOGGER = Logger.getLogger("io.jenkins.plugins.ecs.audit");

    /** A change is saved more than once in some states. */
    private static final Map<ChangeRecord, State> LAST = Collections.synchronizedMap(new WeakHashMap<>());

    private Audit() {}

    static void submitted(ChangeRecord change, Run<?, ?> run) {
        log("OS change submitted", change, run, "");
    }

    /** Called for each state that is saved: those that matter are logged once. */
    static void saved(ChangeRecord change, Run<?, ?> run) {
        State state = change.state();
        if (LAST.put(change, state) == state || change.request().dryRun() || change.unchanged()) {
            return;
        }
        switch (state) {
            case STOPPING -> log("Server stop requested", change, run, "");
            case SUCCEEDED -> log("OS changed", change, run, "");
            case FAILED ->
                log(
                        "OS change ended",
                        change,
                        run,
                        change.failure() == null
                                ? ""
                                : " outcome=" + change.failure().kind() + " reason="
                                        + quoted(change.failure().message()));
            default -> {
                // nothing that an auditor asks for
            }
        }
    }

    private static String behind(Run<?, ?> run) {
        return "build=" + quoted(run.getExternalizableId()) + " started=" + quoted(starters(run)) + " as="
                + quoted(identity(run));
    }

    private static void log(String what, ChangeRecord change, Run<?, ?> run, String more) {
        LOGGER.info(() -> what + ": " + behind(run)
                + " site=" + quoted(change.request().site())
                + " server=" + target(change.serverId(), change.request().serverName())
                + " image=" + target(change.imageId(), change.request().imageName())
                + " job="
                + (change.job() == null ? "unknown" : word(change.job().id()))
                + more);
    }

    /** What became of a change after its build had ended. */
    static void ended(ChangeRecord change, Run<?, ?> run) {
        log(
                "OS change ended after its build",
                change,
                run,
                " outcome=" + change.aftermath().outcome());
    }

    private static String starters(Run<?, ?> run) {
        return starters(run.getCauses());
    }

    private static String starters(Collection<Cause> causes) {
        return causes.stream().map(Audit::starter).collect(Collectors.joining("; "));
    }

    /** Of a build that started it, with who started that. */
    private static String starter(Cause cause) {
        if (cause instanceof Cause.UserIdCause user) {
            return "user " + user.getUserId();
        }
        return cause instanceof Cause.UpstreamCause upstream
                ? "build " + upstream.getUpstreamProject() + '#' + upstream.getUpstreamBuild() + " ("
                        + starters(upstream.getUpstreamCauses()) + ')'
                : cause.getShortDescription();
    }

    private static String identity(Run<?, ?> run) {
        return run.getParent() instanceof Queue.Task task
                ? Tasks.getAuthenticationOf2(task).getName()
                : "unknown";
    }

    /** An ID, or the name as long as no ID is known. */
    private static String target(String id, String name) {
        return id.isEmpty() && name != null ? quoted(name) : word(id);
    }

    /** An ID; what was typed instead of one is quoted. */
    private static String word(String id) {
        return id != null && id.matches("[\\w.-]+") ? id : quoted(id);
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(PlainText.of(text)).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
