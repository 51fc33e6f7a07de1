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
import io.jenkins.plugins.ecs.oschange.record.State;
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
    private final AbortGate gate = new AbortGate();
    private final StepClock clock;
    private final Observations observations = new Observations();
    private final Voice voice;
    private final Backlog backlog = new Backlog();
    private Preflight preflight = new Preflight();
    private Plan plan;
    private ServerSearch serverSearch;
    private LoginTrial trial = new LoginTrial();
    private int unsentRequests;
    private final SavedImage savedImage = new SavedImage();
    private String trouble;
    private LookTimes lookTimes;
    private EcsClient client;

    public ActiveChange(ChangeRecord record) {
        this.record = record;
        clock = new StepClock(record);
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
                && gate.isAborted()
                && !gate.hasTold(record.failure().message())) { // nobody else tells the end
            say(record.failure().message(), context);
        }
    }

    private void move(State next, ChangeContext context) {
        observations.begin();
        trial.cancel();
        trial = new LoginTrial();
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
        return trial;
    }

    /** Whether a look at the new system is under way, or what it saw still to be confirmed. */
    public boolean isLooking() {
        return trial.isLooking() || trial.unvouched() != null || trial.doubted() != null;
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
        return gate.passes(() -> {
            record.attempts().sending();
            move(State.SUBMITTING, context);
        });
    }

    /** The last moment before a stop, as {@link #beginSending} for the request. */
    boolean beginStopping() {
        return gate.passes(() -> record.stop().sending());
    }

    /** The last moment before an order of an image. */
    boolean beginOrderingImage() {
        return gate.passes(() -> record.image().ordering());
    }

    /** A request that is not on its way yet will never be sent. From any thread, without waiting. @return what becomes of the server, by {@code words} */
    public String abort(Function<ChangeRecord, String> words) {
        return gate.abort(() -> words.apply(record));
    }

    public boolean isAborted() {
        return gate.isAborted();
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
        voice.beat(backlog, time(context), now(context), context);
    }

    /** What the clocks say: for how old a fact may be. */
    public Moment now(ChangeContext context) {
        return clock.now(context);
    }

    /** The time for all that is counted: see {@link StepClock#time}. */
    public Instant time(ChangeContext context) {
        return clock.time(context);
    }

    Duration sinceState(ChangeContext context) {
        return Duration.between(record.history().since(), time(context));
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

    /** What the looks in this state have seen. */
    Observations observations() {
        return observations;
    }

    /** Counts a look at the server or job that was answered. */
    void looked() {
        observations.looked();
        trouble = null;
    }

    SavedImage savedImage() {
        return savedImage;
    }

    /** Counts a change request that did not leave. */
    int unsentRequest() {
        return ++unsentRequests;
    }
}
