package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Masking;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks what becomes of a change whose build has let go of it: at the cloud job, then at the server, until that is over or a day has passed, of which Jenkins was there for the last three quarters of an hour.
 * Nothing is ever sent from here, and nothing that goes wrong ends it but the day.
 *
 * <p>Persistence: the {@link AftermathNote} of the record. Threads: one at a time.
 */
public final class Aftermath {

    private static final Logger LOGGER = Logger.getLogger(Aftermath.class.getName());

    /** How often it looks where nobody waits for the end. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    /** For how long a server must not change before what it shows is taken for the end, where the cloud has accepted the change. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    /** The same where nobody knows whether it has. */
    private static final Duration SILENT = Duration.ofMinutes(30);

    private static final int FEWEST_LOOKS = 3;

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final ChangeRecord record;
    private final LookPlan plan;
    private RateLimiter.Slot slot;
    private ServerSnapshot lastSeen;
    private Instant sameSince;
    private Instant goneSince;
    private int looks;
    private int unreadable;
    private String trouble;

    /** @param record of a change that for which {@link AftermathNote#isDue} */
    public Aftermath(ChangeRecord record) {
        this(record, INTERVAL);
    }

    /** @param interval how often it looks where nobody waits for the end, and at least where somebody does: see {@link ChangeContext#isAwaited} */
    public Aftermath(ChangeRecord record, Duration interval) {
        this.record = record;
        plan = new LookPlan(record, interval);
    }

    /** Makes one exchange with the cloud at most, and none before it is due. Throws nothing. @return when to come back; empty when it is over */
    public synchronized Optional<Duration> advance(ChangeContext context) {
        if (!AftermathNote.isDue(record)) {
            return Optional.empty();
        }
        record.masking(context::mask);
        if (record.aftermath() == null) {
            record.aftermath(new AftermathNote(now(context)));
            save(context);
        }
        Duration left = plan.left(context);
        if (!left.isZero()) {
            return Optional.of(left);
        }
        boolean atWork = plan.isJobAtWork();
        try {
            if (slot == null) {
                slot = context.client().slot();
            }
            Duration wait = slot.remaining();
            if (!wait.isZero()) {
                return Optional.of(plan.shorter(wait));
            }
            slot = null;
            look(context);
            trouble = null;
        } catch (CloudException e) {
            trouble = CloudWords.told(e);
        } catch (MisconfiguredException e) {
            trouble = Sentences.clause(e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot look after the OS change of server " + Labels.server(record));
            trouble = CloudWords.told(e);
        }
        AftermathNote note = record.aftermath();
        boolean last = plan.looked(atWork && !plan.isJobAtWork(), now(context));
        if (!note.ended() && last) {
            String why = trouble == null ? text("aftermath.stillRunning") : trouble;
            end(Outcome.UNDETERMINED, text("aftermath.undetermined", Labels.server(record), why), context);
        }
        return note.ended() ? Optional.empty() : Optional.of(plan.left(context));
    }

    private void look(ChangeContext context) throws CloudException, MisconfiguredException {
        JobReport job = record.job();
        if (!plan.isJobAtWork()) {
            lookAtServer(context);
            return;
        }
        Job told;
        try {
            told = context.client().job(job.id());
        } catch (RefusedException e) {
            boolean passing = e.kind().forLookup() == Verdict.RETRY || e.error().httpStatus() == UNAUTHORIZED;
            if (passing || ++unreadable < FEWEST_LOOKS) {
                throw e;
            }
            record.aftermath().jobUnreadable();
            save(context);
            return;
        }
        JobReport now = new JobReport(job.id(), told);
        record.job(now);
        if (told.failed()) {
            end(Outcome.FAILED, Failures.jobFailed(record, told).getMessage(), context);
        } else if (!Objects.equals(job.status(), now.status())) {
            save(context);
        }
    }

    private void lookAtServer(ChangeContext context) throws CloudException, MisconfiguredException {
        Server server;
        try {
            server = context.client().server(record.serverId());
        } catch (RefusedException e) {
            if (e.error().httpStatus() != NOT_FOUND || !isGone(context)) {
                throw e;
            }
            String words = text("aftermath.gone", Labels.server(record), CloudWords.told(e));
            end(Outcome.UNDETERMINED, words, context);
            return;
        }
        goneSince = null;
        if (context.isOvertaken(record)) { // asked after the look, so that what was seen may be another one's
            end(Outcome.UNDETERMINED, text("aftermath.overtaken", Labels.server(record)), context);
            return;
        }
        ServerSnapshot seen = new ServerSnapshot(server);
        String oldDisk = record.plan().volumeId();
        boolean newDisk =
                seen.systemVolumeId() != null && !seen.systemVolumeId().equals(oldDisk);
        boolean image = seen.imageIds().isEmpty() || seen.imageIds().contains(record.imageId());
        if (newDisk && image && seen.isRunning()) {
            record.after(seen);
            String words =
                    text("aftermath.changed", Labels.server(record), Labels.image(record), seen.systemVolumeId());
            end(Outcome.CHANGED, words, context);
            return;
        }
        boolean accepted = record.job() != null || record.before().changedIn(server, record.imageId());
        Duration same = sameFor(seen, context);
        Duration enough = isJobEnded() || newDisk ? SETTLED : SILENT;
        if (seen.isIdle() && looks >= FEWEST_LOOKS && same.compareTo(enough) >= 0) {
            String disk = Objects.toString(seen.systemVolumeId(), "-");
            String words = text(
                    accepted ? "aftermath.failed" : "aftermath.notSeen", Labels.server(record), seen.label(), disk);
            end(accepted ? Outcome.FAILED : Outcome.NOT_SEEN, words, context);
        }
    }

    private boolean isJobEnded() {
        return record.job() != null && record.job().ended();
    }

    /** Whether the cloud has said often, and for long enough, that there is no such server. */
    private boolean isGone(ChangeContext context) {
        Instant now = now(context);
        if (goneSince == null || now.isBefore(goneSince)) {
            goneSince = now;
            looks = 0;
        }
        Duration enough = isJobEnded() ? SETTLED : SILENT;
        return ++looks >= FEWEST_LOOKS && Duration.between(goneSince, now).compareTo(enough) >= 0;
    }

    /** @return for how long the server has looked like that */
    private Duration sameFor(ServerSnapshot seen, ChangeContext context) {
        Instant now = now(context);
        if (lastSeen == null || seen.showsActivitySince(lastSeen) || now.isBefore(sameSince)) {
            sameSince = now;
            looks = 0;
        }
        lastSeen = seen;
        looks++;
        return Duration.between(sameSince, now);
    }

    private void end(Outcome how, String words, ChangeContext context) {
        String line = text("line", Labels.serverName(record), text("aftermath.end", words));
        record.aftermath().end(how, new Masking(context::mask).told(words), now(context));
        save(context);
        try {
            context.progress().say(line);
        } catch (RuntimeException e) { // the record tells as well
            LOGGER.log(Level.WARNING, e, () -> "cannot log: " + line);
        }
    }

    private void save(ChangeContext context) {
        try {
            context.save(record);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot save what became of the OS change of " + Labels.server(record));
        }
    }

    private static Instant now(ChangeContext context) {
        return context.clock().instant();
    }
}
