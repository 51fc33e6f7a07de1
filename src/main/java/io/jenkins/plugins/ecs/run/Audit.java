package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Cause;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.util.Collection;
import java.util.Objects;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Logs in a logger of its own ({@code io.jenkins.plugins.ecs.audit}) who stopped a server, deleted which system disk, was refused, and what became of it: one line each. Texts
 * are quoted, and a quote within one is escaped, so that no name can forge a field. Threads: any. Throws nothing.
 */
@Extension(ordinal = Audit.BEFORE_OTHERS)
public final class Audit extends OsChangeListener {

    static final double BEFORE_OTHERS = 1000;

    /** A strong reference: a logger that nobody holds forgets its handlers. */
    private static final Logger LOGGER = Logger.getLogger("io.jenkins.plugins.ecs.audit");

    @Override
    public void onStopping(ReportedChange change) {
        log("Server stop requested", change, "");
    }

    @Override
    public void onSubmitted(ReportedChange change) {
        log("OS change submitted", change, "");
    }

    /** Nothing of a dry run, nor of a server that was left alone: no auditor asks for it. */
    @Override
    public void onEnded(ReportedChange change) {
        ChangeFailure failure = change.record().failure();
        if (change.isDryRun() || change.record().unchanged()) {
            return;
        }
        if (failure == null) {
            log("OS changed", change, "");
        } else {
            log("OS change ended", change, " outcome=" + failure.kind() + " reason=" + quoted(failure.message()));
        }
    }

    /** A change that was refused before it began: no record of it is kept, and its names are as they were typed. */
    static void refused(ChangeRecord change, Run<?, ?> run, String reason) {
        if (!change.request().dryRun()) {
            log("OS change refused", new ReportedChange(change, run), " outcome=REFUSED reason=" + quoted(reason));
        }
    }

    @Override
    public void onSettled(ReportedChange change) {
        log("OS change ended after its build", change, " outcome=" + change.getAftermath());
    }

    private static String behind(Run<?, ?> run) {
        return "build=" + quoted(run.getExternalizableId()) + " started=" + quoted(starters(run)) + " as="
                + quoted(identity(run));
    }

    private static void log(String what, ReportedChange reported, String more) {
        ChangeRecord change = reported.record();
        LOGGER.info(() -> what + ": " + behind(reported.getRun())
                + " site=" + quoted(change.request().site())
                + " server=" + target(change.serverId(), change.request().serverName())
                + " image=" + target(change.imageId(), change.request().imageName())
                + " job="
                + (change.job() == null ? "unknown" : word(change.job().id()))
                + more);
    }

    /** An administrator has given up the turn of a change, or had a queue made anew. @param changeId null for a whole queue */
    static void released(String server, @CheckForNull String changeId, String by) {
        LOGGER.info(() -> "Queue released: server=" + word(server) + " change="
                + (changeId == null ? "unreadable" : word(changeId)) + " by=" + quoted("user " + by));
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
            return "user " + Objects.toString(user.getUserId(), "anonymous");
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
