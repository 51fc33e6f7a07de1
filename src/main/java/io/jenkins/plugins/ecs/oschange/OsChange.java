package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of one server's OS: a process that outlives threads, build steps and controllers. It is plain data, holds no secret, and is
 * moved by {@link #advance}; whoever drives it only has to come back when told, and to keep it on disk when asked.
 *
 * <p>The request that deletes the disk is never sent again once the cloud may have accepted it, however often the object is loaded.
 */
public final class OsChange extends ChangeFacts {

    private static final long serialVersionUID = 1L;

    /** What a change has at least after a restart, however long the process was away: in that time most end. */
    private static final Duration TIME_TO_RESUME = Duration.ofMinutes(5);

    private final String id;
    private final ChangeRequest request;
    private volatile State state = State.QUEUED;
    private long startedAt;
    private long stateSince;
    private long endedAt;
    private ChangeFailure failure;
    private transient Lookups lookups;
    private transient Heartbeat heartbeat;
    private transient boolean admitted;
    private transient Instant resumedAt;
    private volatile boolean abandoned;

    /** @param id tells this change from others of the same run */
    public OsChange(String id, ChangeRequest request) {
        this.id = id;
        this.request = request;
    }

    /**
     * Does one step: one exchange with the cloud at most, and with it those for a token, a project ID or further pages of a list. What a user, the
     * network or the cloud can cause ends the change or is retried; unchecked exceptions of the context are not caught.
     *
     * @return when to come back, or empty when the change has ended: see {@link #state} and {@link #failure}
     */
    public synchronized Optional<Duration> advance(ChangeContext context) {
        if (state.ended()) {
            return Optional.empty();
        }
        Instant now = context.clock().instant();
        if (visits().isEmpty()) {
            visit(state, now.toEpochMilli());
        }
        Duration wait = Duration.ZERO;
        try {
            if (abandoned) {
                throw Failures.abandoned(this);
            }
            if (startedAt != 0 && isOverdue(now)) {
                throw Failures.timedOut(this);
            }
            wait = admission(context);
            if (!wait.isZero()) {
                return Optional.of(wait);
            }
            wait = state.phase().advance(this, context);
            lookups().succeeded();
        } catch (CloudException e) {
            wait = lookups().failed(this, e, context);
        } catch (MisconfiguredException e) {
            fail(Failures.misconfigured(this, e.getMessage()), context);
        } catch (ChangeFailedException e) {
            fail(e, context);
        }
        return state.ended() ? Optional.empty() : Optional.of(wait);
    }

    /**
     * To be called when it was loaded from disk: what was checked before the process ended is checked anew, since nobody knows for how long it was away.
     * What was sent, or may have been, stays as it is, and is said once more: a crash may have taken the last lines of the log.
     */
    public synchronized void resume(ChangeContext context) {
        resumedAt = context.clock().instant();
        if (state.mayHaveSent()) {
            context.progress().say(text("resumed", serverLabel(), stateLabel(), jobLabel()));
        }
        if (state == State.PREPARING || state == State.CHECKED) {
            forgetLookups();
            state = State.PREPARING;
        } else if (state == State.STOPPING && stopJobId() == null) {
            stopJobDone(true);
        }
    }

    /** The endpoint is asked in turn with all other changes: the slot is taken once, and used on coming back for it. */
    private Duration admission(ChangeContext context) throws MisconfiguredException {
        if (state == State.QUEUED) {
            return Duration.ZERO;
        }
        Duration wait = admitted ? Duration.ZERO : context.client().reserve();
        admitted = !wait.isZero();
        return wait;
    }

    /** Comes into a state, which is on disk when this returns. */
    void enter(State next, ChangeContext context) {
        move(next, context.clock().instant());
        saveOrSay(context);
    }

    private void move(State next, Instant now) {
        stateSince = now.toEpochMilli();
        if (state == State.QUEUED) {
            startedAt = stateSince;
        }
        if (next.ended()) {
            endedAt = stateSince;
        }
        visit(next, stateSince);
        state = next;
    }

    void fail(ChangeFailedException reason, ChangeContext context) {
        end(
                new ChangeFailedException(reason.kind(), context.mask(reason.getMessage())),
                context.clock().instant());
        saveOrSay(context);
    }

    private void end(ChangeFailedException reason, Instant now) {
        failure = new ChangeFailure(reason.kind(), reason.getMessage());
        move(State.FAILED, now);
    }

    /** Saves where the change must go on even if the disk does not take it. */
    void saveOrSay(ChangeContext context) {
        try {
            context.save(this);
        } catch (IOException e) {
            context.progress().say(text("save.failed", e.toString()));
        }
    }

    private Lookups lookups() {
        if (lookups == null) {
            lookups = new Lookups();
        }
        return lookups;
    }

    Heartbeat heartbeat() {
        if (heartbeat == null) {
            heartbeat = new Heartbeat();
        }
        return heartbeat;
    }

    public String id() {
        return id;
    }

    public ChangeRequest request() {
        return request;
    }

    public State state() {
        return state;
    }

    /** Why it failed; null unless {@link State#FAILED}. */
    public ChangeFailure failure() {
        return failure;
    }

    /** From when its turn came to the end, or to {@code now} while it goes on. */
    public Duration duration(Instant now) {
        return startedAt == 0 ? Duration.ZERO : endedAt == 0 ? sinceStart(now) : Duration.ofMillis(endedAt - startedAt);
    }

    private boolean isOverdue(Instant now) {
        boolean justResumed =
                resumedAt != null && Duration.between(resumedAt, now).compareTo(TIME_TO_RESUME) < 0;
        return !justResumed && sinceStart(now).compareTo(request.timeout()) > 0;
    }

    private Duration sinceStart(Instant now) {
        return Duration.ofMillis(now.toEpochMilli() - startedAt);
    }

    Duration sinceState(ChangeContext context) {
        return Duration.ofMillis(context.clock().millis() - stateSince);
    }

    /**
     * Gives the wait up, from any thread and without waiting. A request that is not on its way yet will never be sent. The next {@link #advance}
     * ends the change; a request in flight is waited for there, so that its job is not lost.
     *
     * @return what becomes of the server, for people
     */
    public String abandon() {
        synchronized (request) {
            abandoned = true;
            return whatGoesOn();
        }
    }

    /** Whether the wait was given up: by an abort, or because its build has ended. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Ends a change that nobody will advance any more. A request in flight is waited for, so that its job is not lost. */
    public synchronized void close(Instant now) {
        if (!state.ended()) {
            abandoned = true;
            end(Failures.abandoned(this), now);
        }
    }

    /** @return whether the request may be sent: not after the wait was given up with the words that nothing was changed */
    boolean beginSubmitting(ChangeContext context) {
        synchronized (request) {
            if (!abandoned) {
                move(State.SUBMITTING, context.clock().instant());
            }
            return !abandoned;
        }
    }

    /** What becomes of the server when nobody watches any longer, for people. */
    String whatGoesOn() {
        return switch (state) {
            case SUBMITTING, UNCERTAIN -> text("abandoned.uncertain", serverLabel());
            case SUBMITTED, VERIFYING -> text("abandoned.submitted", serverLabel(), jobLabel());
            case STOPPING -> text("abandoned.stopping", serverLabel());
            default -> text("abandoned.nothingSent", serverLabel());
        };
    }

    /** Where it stands, in a few words for people. */
    public String stateLabel() {
        return state == State.QUEUED && waitsFor() == null ? text("state.new") : text("state." + state, waitsFor());
    }

    String jobLabel() {
        return job() == null ? text("job.unknown") : job().id();
    }

    /** The server by name and id, as far as known, for people. */
    public String serverLabel() {
        return before() == null || before().name() == null
                ? request.serverId()
                : before().name() + " (" + request.serverId() + ")";
    }

    /** The image asked for by name and id, as far as known, for people. */
    public String imageLabel() {
        return imageName() == null || imageName().isBlank()
                ? request.imageId()
                : imageName() + " (" + request.imageId() + ")";
    }
}
