package io.jenkins.plugins.ecs.run;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.site.EcsSite;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Begins the record of a change. It is on disk before the change joins the queue of its server: so what is in a queue and has no record has lost it, and nobody knows what was sent.
 *
 * <p>Threads: the one that drives the change. Persistence: the {@link KeptChange}.
 */
final class NewChange {

    private static final Logger LOGGER = Logger.getLogger(NewChange.class.getName());

    private NewChange() {}

    /** @throws OsChangeException when no site can be found, or the record cannot be written */
    static KeptChange begin(String changeId, Run<?, ?> run, OsChangeParameters parameters, RunSecrets bound)
            throws OsChangeException {
        ChangeRequest asked =
                parameters.toRequest(Util.fixNull(parameters.getSite())).maskedWhereNoId(bound::mask);
        EcsSite site = RunGuards.site(asked, run, bound);
        NotedSite noted = new NotedSite(site, parameters.getCredentialsId());
        asked.site(site.getName()).at(noted.shown());
        KeptChange kept = new KeptChange(ServerQueue.get().home(), noted, new ChangeRecord(changeId, asked));
        try {
            RunChanges changes = RunChanges.begin(run);
            kept.write(run);
            return changes.add(kept);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot begin an OS change of " + run);
            String why = Texts.text("save.beforeSending", CloudWords.told(e));
            throw new OsChangeException(
                    Kind.REFUSED, Failures.refused(asked, why).getMessage());
        }
    }

    /**
     * For a change that has no record that could be read: at the first time of its step, or when that comes back after a restart.
     *
     * @throws OsChangeException when it had one: nobody knows then what was sent
     */
    static void requireNone(String changeId, Run<?, ?> run, OsChangeParameters parameters, boolean resumed)
            throws OsChangeException {
        if (KeptChange.file(run.getRootDir(), changeId).exists() || resumed && isInQueue(changeId)) {
            throw new OsChangeException(
                    Kind.UNKNOWN, Messages.NewChange_recordLost(PlainText.of(parameters.serverLabel())));
        }
    }

    private static boolean isInQueue(String changeId) {
        return QueueFiles.servers().stream().anyMatch(server -> {
            try {
                return ServerQueue.get().entries(server).stream().anyMatch(entry -> changeId.equals(entry.changeId()));
            } catch (IOException e) {
                LOGGER.log(Level.FINE, e, () -> "it is nobody's turn at server " + server);
                return false;
            }
        });
    }
}
