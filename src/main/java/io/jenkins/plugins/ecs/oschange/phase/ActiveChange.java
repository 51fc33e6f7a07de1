package io.jenkins.plugins.ecs.oschange.phase;

import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Preflight;
import io.jenkins.plugins.ecs.oschange.preflight.ServerSearch;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LookTimes;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.Plan;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** A change while somebody drives it: its record, and what is only known in memory. One thread at a time, but for {@link #abort}. */
public final class ActiveChange {

    /** In these nothing is planned any more: nothing will be sent but the start of a server. */
    private static final Set<State> OF_NO_MORE_USE =
            EnumSet.of(State.SUBMITTED, State.UNCERTAIN, State.VERIFYING, State.STARTING_AGAIN);

    private final ChangeRecord record;
    private final Object sendingOrAborting = new Object();
    private final Voice voice;
    private final Backlog backlog = new Backlog();
    private Preflight preflight = new Preflight();
    private Plan plan;
    private ServerSearch serverSearch;
    private LoginTrial trial;
    private int looks;
    private int unreadableJobs;
    private int unsentRequests;
    private String trouble;
    private ServerSnapshot lastSeen;
    private Instant activeAt;
    private Moment begun;
    private Instant enteredAt;
    private LookTimes lookTimes;
    private Instant unseenSince;
    private EcsClient client;
    private volatile boolean aborted;
    private volatile String toldOnAbort;

    public ActiveChange(ChangeRecord record) {
        this.record = record;
        voice = new Voice(record);
    }

    public ChangeRecord record() {
        return record;
    }

    ChangeRequest request() {
        return record.request();
    }

    Preflight preflight() {
        return preflight;
    }

    /** By what the request may be sent; null when there is none at the moment. */
    Plan plan() {
        return plan;
    }

    void plan(Plan made) {
        plan = made;
    }

    /** The look for the server of a name, while it goes on; else null. */
    public ServerSearch serverSearch() {
        return serverSearch;
    }

    void serverSearch(ServerSearch search) {
        serverSearch = search;
    }

    /** Comes into a state, which is on disk when this returns, or it is said that it is not. */
    public void enter(State next, ChangeContext context) {
        move(next, context);
        save(context);
        if (next == State.FAILED
                && aborted
                && !record.failure().message().equals(toldOnAbort)) { // nobody else tells the end
            say(record.failure().message(), context);
        }
    }

    private void move(State next, ChangeContext context) {
        looks = 0;
        unreadableJobs = 0;
        unseenSince = null;
        lastSeen = null;
        enteredAt = null;
        forgetTrial();
        if (next == State.PREPARING) {
            plan = null;
            preflight.begin(now(context));
        } else if (next.ended() || OF_NO_MORE_USE.contains(next)) {
            plan = null;
            preflight = new Preflight();
        }
        record.enter(next, time(context));
    }

    /** What is known of the new system in this process. */
    LoginTrial trial() {
        if (trial == null) {
            trial = new LoginTrial();
        }
        return trial;
    }

    private void forgetTrial() {
        if (trial != null) {
            trial.cancel();
            trial = null;
        }
    }

    /** Whether a look at the new system is under way. */
    public boolean isLooking() {
        return trial != null && trial.isLooking();
    }

    /** Saves where the change must go on even if the disk does not take it. */
    public void save(ChangeContext context) {
        try {
            context.save(record);
        } catch (IOException | RuntimeException e) {
            voice.sayUnsaved(e, now(context), context);
        }
    }

    /**
     * The last moment before the request: from here on it counts as sent.
     *
     * @return whether it may be sent: not after an abort has said that nothing was changed
     */
    boolean beginSending(ChangeContext context) {
        synchronized (sendingOrAborting) {
            if (!aborted) {
                record.sending();
                move(State.SUBMITTING, context);
            }
            return !aborted;
        }
    }

    /** The last moment before a stop, as {@link #beginSending} for the request. */
    boolean beginStopping() {
        synchronized (sendingOrAborting) {
            if (!aborted) {
                record.stop().sending();
            }
            return !aborted;
        }
    }

    /** The last moment before an order of an image. */
    boolean beginOrderingImage() {
        synchronized (sendingOrAborting) {
            if (!aborted) {
                record.image().ordering();
            }
            return !aborted;
        }
    }

    /** A request that is not on its way yet will never be sent. From any thread, without waiting. @return what becomes of the server, by {@code words} */
    public String abort(Function<ChangeRecord, String> words) {
        synchronized (sendingOrAborting) {
            aborted = true;
            toldOnAbort = words.apply(record);
            return toldOnAbort;
        }
    }

    public boolean isAborted() {
        return aborted;
    }

    /** A line of the log: see {@link Voice#say}. */
    public void say(String line, ChangeContext context) {
        voice.say(line, now(context), context);
    }

    /** Once each, however often it is found. */
    void warn(String warning, ChangeContext context) {
        voice.warn(warning, now(context), context);
    }

    Voice voice() {
        return voice;
    }

    /** Notes why the cloud could not be asked. @return whether it could be the time before */
    public boolean isNewTrouble(String why) {
        boolean news = trouble == null;
        trouble = why;
        return news;
    }

    /** Why the last query failed, or null when it was answered. */
    public String trouble() {
        return trouble;
    }

    /** Whether it is amid its checks, or right behind them. */
    public boolean isAmidChecks() {
        boolean acts = record.state() == State.CHECKED
                || record.state() == State.STOPPING
                || record.state() == State.SAVING_IMAGE;
        return plan != null && acts || record.state() == State.PREPARING && preflight.server() != null;
    }

    /** What comes first at the cloud. */
    public Backlog backlog() {
        return backlog;
    }

    /** Says where the change stands when nothing was said for a minute. */
    public void beat(ChangeContext context) {
        voice.beat(() -> backlog.behind(Texts.elapsed(record, time(context))), now(context), context);
    }

    /** What the clocks say: for how old a fact may be. */
    public Moment now(ChangeContext context) {
        return Moment.of(context.clock(), context.nanoTime());
    }

    /** The time for all that is counted: by the wall clock as this process began, not before what is noted already, and from then on by the monotonic one. */
    public Instant time(ChangeContext context) {
        Moment now = now(context);
        if (begun == null) {
            Instant noted = record.stateSince();
            begun = now.wall().isBefore(noted) ? new Moment(noted, now.nanos()) : now;
        }
        return begun.wall().plusNanos(now.nanos() - begun.nanos());
    }

    Duration sinceState(ChangeContext context) {
        return Duration.between(record.stateSince(), time(context));
    }

    /** For how long it has been in its state, as far as this process knows. */
    Duration sinceEntered(ChangeContext context) {
        if (enteredAt == null) {
            enteredAt = time(context);
        }
        return Duration.between(enteredAt, time(context));
    }

    /** To be called at the begin of each step: its client is asked for once, since that looks credentials up. */
    public void beginStep() {
        client = null;
    }

    /** The client of this step. */
    public EcsClient client(ChangeContext context) throws MisconfiguredException {
        client = client == null ? context.client() : client;
        return client;
    }

    /** When the job is looked at: worked out once. */
    LookTimes lookTimes(ChangeContext context) {
        lookTimes = lookTimes == null ? context.lookTimes(record) : lookTimes;
        return lookTimes;
    }

    /** Counts a look at the server or job that was answered. */
    void looked() {
        looks++;
        trouble = null;
    }

    /** How many looks were answered since the change came into its state, in this process. */
    public int looks() {
        return looks;
    }

    /** Counts an answer that the job cannot be read. */
    int unreadableJob() {
        return ++unreadableJobs;
    }

    /** Counts a change request that did not leave. */
    int unsentRequest() {
        return ++unsentRequests;
    }

    /** For how long what should be there has not been seen, by the looks since it came into its state. */
    Duration unseenFor(ChangeContext context) {
        if (unseenSince == null) {
            unseenSince = time(context);
        }
        return Duration.between(unseenSince, time(context));
    }

    /** Notes what the server looks like. @return for how long nothing has been happening to it, by these looks */
    Duration quietSince(ServerSnapshot seen, ChangeContext context) {
        Instant now = time(context);
        if (activeAt == null || lastSeen == null || seen.showsActivitySince(lastSeen)) {
            activeAt = now;
        }
        lastSeen = seen;
        return Duration.between(activeAt, now);
    }
}
