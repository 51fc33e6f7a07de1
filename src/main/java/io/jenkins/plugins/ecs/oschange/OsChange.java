package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;
import static java.util.Map.entry;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.oschange.phase.ActiveChange;
import io.jenkins.plugins.ecs.oschange.phase.FollowingJob;
import io.jenkins.plugins.ecs.oschange.phase.LoggingIn;
import io.jenkins.plugins.ecs.oschange.phase.Phase;
import io.jenkins.plugins.ecs.oschange.phase.Planning;
import io.jenkins.plugins.ecs.oschange.phase.Queueing;
import io.jenkins.plugins.ecs.oschange.phase.Reconciliation;
import io.jenkins.plugins.ecs.oschange.phase.SavingImage;
import io.jenkins.plugins.ecs.oschange.phase.Sending;
import io.jenkins.plugins.ecs.oschange.phase.StartingAgain;
import io.jenkins.plugins.ecs.oschange.phase.Stopping;
import io.jenkins.plugins.ecs.oschange.phase.Verification;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.DriverNote;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One change of one server's OS: a process that outlives threads, build steps and controllers. What has to survive is in its {@link ChangeRecord}; whoever drives it only
 * has to come back when told, and to keep the record on disk when asked.
 *
 * <p>The request that destroys the disk is never sent again once the cloud may have accepted it, however often the record is loaded.
 */
public final class OsChange {

    private static final Logger LOGGER = Logger.getLogger(OsChange.class.getName());

    /** In this time a change that the cloud has accepted shows on the server. */
    private static final Duration TIME_TO_SHOW = Duration.ofMinutes(1);

    private static final Map<State, Phase> PHASES = Map.ofEntries(
            entry(State.QUEUED, new Queueing()),
            entry(State.PREPARING, new Planning()),
            entry(State.STOPPING, new Stopping()),
            entry(State.SAVING_IMAGE, new SavingImage()),
            entry(State.CHECKED, new Sending()),
            entry(State.SUBMITTING, new Reconciliation()),
            entry(State.UNCERTAIN, new Reconciliation()),
            entry(State.SUBMITTED, new FollowingJob()),
            entry(State.VERIFYING, new Verification()),
            entry(State.LOGGING_IN, new LoggingIn()),
            entry(State.STARTING_AGAIN, new StartingAgain()));

    private final ChangeRecord record;
    private final ActiveChange active;
    private final Timetable timetable;
    private final Admission admission;
    private final RetryPolicy retries = new RetryPolicy();

    /** @param record a new one, or one loaded from disk; driven by no other object */
    public OsChange(ChangeRecord record) {
        this.record = record;
        active = new ActiveChange(record);
        timetable = new Timetable(active);
        admission = new Admission(active);
    }

    /** @param id tells this change from all others */
    public OsChange(String id, ChangeRequest request) {
        this(new ChangeRecord(id, request));
    }

    public ChangeRecord record() {
        return record;
    }

    public State state() {
        return record.state();
    }

    /** Why it failed; null unless {@link State#FAILED}. */
    public ChangeFailure failure() {
        return record.failure();
    }

    /**
     * Goes one step: at most one exchange with the cloud, beside a sign-in where one is due. Throws nothing: whatever goes wrong, also in the context, ends the change with
     * words before the request was sent, and is sat out afterwards.
     *
     * @return when to come back, a minute at most; empty when the change has ended: see {@link #state} and {@link #failure}
     */
    public synchronized Optional<Duration> advance(ChangeContext context) {
        if (state().ended()) {
            return Optional.empty();
        }
        record.masking(context::mask);
        DriverNote.asksAs(record, context.apiCredential());
        timetable.tick(context);
        if (record.history().entries().isEmpty()) {
            record.enter(state(), active.time(context));
        }
        if (!timetable.isDue() && !active.isAborted()) {
            active.beat(context);
            return Optional.of(timetable.rest());
        }
        active.beginStep();
        Duration wait;
        try {
            wait = step(context);
        } catch (RuntimeException e) {
            wait = unexpected(e, context);
        }
        if (state().ended()) {
            return Optional.empty();
        }
        active.beat(context);
        return Optional.of(timetable.comeBackAfter(wait));
    }

    private Duration step(ChangeContext context) {
        State before = state();
        try {
            OtherHome.refuse(record, context);
            if (active.isAborted() && before != State.STARTING_AGAIN) {
                throw Failures.aborted(record);
            }
            if (timetable.isTimeUp()) {
                throw Failures.timedOut(record, active.trouble());
            }
            Duration wait = admission.waitFor(isSatOut(), context);
            if (!wait.isZero()) {
                return wait;
            }
            admission.taken();
            wait = PHASES.get(before).advance(active, context);
            retries.succeeded();
            if (state() == before && timetable.wasLastLook()) {
                throw Failures.timedOut(record, active.trouble());
            }
            return wait;
        } catch (CloudException e) {
            Duration wait = retries.failed(e);
            if (isSatOut() || !retries.isHopeless(e)) {
                return satOut(CloudWords.told(e), wait, context);
            }
            return fail(Failures.refused(record, e), context);
        } catch (MisconfiguredException e) {
            return isSatOut()
                    ? satOut(Sentences.clause(e.getMessage()), Timetable.LONGEST_REST, context)
                    : fail(Verdict.refused(record, e), context);
        } catch (ChangeFailedException e) {
            return fail(e, context);
        }
    }

    /** From when the cloud may act, no failed look ends a change, only its timeout. */
    private boolean isSatOut() {
        return record.exposure().mayHaveSent()
                || state() == State.STARTING_AGAIN
                || state() == State.SAVING_IMAGE && record.image().isOut();
    }

    private Duration satOut(String why, Duration wait, ChangeContext context) {
        if (state() == State.STARTING_AGAIN && StartingAgain.isOver(active, context)) {
            return fail(StartingAgain.end(record, text("startAgain.failed", why)), context);
        }
        if (active.isNewTrouble(why)) {
            active.say(text(state() == State.LOGGING_IN ? "login.failed" : "lookup.failed", why), context);
        }
        return wait;
    }

    /** Nothing that is foreseen: a credential store that is away, a fault of our own. */
    private Duration unexpected(RuntimeException e, ChangeContext context) {
        LOGGER.log(Level.WARNING, e, () -> "unexpected trouble with the OS change of server " + Labels.server(record));
        return isSatOut()
                ? satOut(CloudWords.told(e), Timetable.LONGEST_REST, context)
                : fail(Failures.refused(record, text("refused.unexpected", CloudWords.told(e))), context);
    }

    /** @return when to come back; the change has ended, unless its server has to be started again first */
    private Duration fail(ChangeFailedException reason, ChangeContext context) {
        boolean stopped = record.exposure() == Exposure.STOPPED_BY_US && reason.kind() == Kind.REFUSED;
        boolean startsAgain = stopped && state() != State.STARTING_AGAIN;
        record.failure(startsAgain ? Verdict.beforeStart(reason, context) : Verdict.of(record, reason, context));
        active.enter(startsAgain ? State.STARTING_AGAIN : State.FAILED, context);
        return Duration.ZERO;
    }

    /**
     * To be called when the record was loaded from disk. What was sent, or may have been, is said once more: a crash may have taken the last lines of the log. What was not
     * sent is checked anew, since nobody knows for how long the process was away; and not at once, since a record that was restored from a backup may be older than the
     * request, which then shows on the server.
     */
    public synchronized void resume(ChangeContext context) {
        record.masking(context::mask);
        timetable.tick(context);
        if (state() == State.SUBMITTING && record.job() != null) {
            record.enter(State.SUBMITTED, active.time(context));
        } else if (state() == State.CHECKED) {
            record.enter(State.PREPARING, active.time(context));
        }
        if (!record.exposure().mayHaveSent()) {
            record.attempts().resumed();
            if (record.plan().volumeId() != null) {
                timetable.comeBackAfter(TIME_TO_SHOW);
            }
        } else if (!state().ended()) {
            String job = record.job() == null ? "-" : record.job().id();
            active.say(text("resumed", Labels.state(record), job), context);
        }
    }

    /**
     * Aborts the wait, from any thread and without waiting. A request that is not on its way yet will never be sent. The next {@link #advance} ends the change, or starts a
     * server again that was stopped for it; a request in flight is waited for there, so that its job is not lost.
     *
     * @return what becomes of the server, for people
     */
    public String abandon() {
        return active.abort(Verdict::onAbort);
    }

    /** Whether the wait was aborted, or its build has ended. */
    public boolean isAbandoned() {
        return active.isAborted();
    }

    /** Ends a change that nobody will advance any more, as {@link #abandon} does. */
    public synchronized void close(Instant now) {
        if (!state().ended()) {
            abandon();
            record.failure(Verdict.ofUnattended(record));
            record.enter(State.FAILED, now);
        }
    }
}
