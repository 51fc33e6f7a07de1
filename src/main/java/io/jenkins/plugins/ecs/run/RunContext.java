package io.jenkins.plugins.ecs.run;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.credentials.RunCredentials;
import io.jenkins.plugins.ecs.login.LoginProbe;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * What a change needs of Jenkins while it is driven: site and credentials, secrets to mask, the record on disk, its turn at the server, the build log.
 *
 * <p>Threads: one at a time, which drives the change. Persistence: the change has a file of its own with its run, which is written by {@link #save}; credentials are looked up
 * anew, but for the client that follows what was sent: see {@link RunClient}.
 */
public class RunContext implements ChangeContext {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Longer than all words of ours; the words of a cloud may be longer still. */
    private static final int LONGEST_LINE = 4000;

    private final Run<?, ?> run;
    private final KeptChange kept;
    private final OsChange change;
    private final Progress log;
    private final RunSecrets secrets;
    private final ChangeInputs inputs;
    private final RunClient client;
    private final QuietDownHold hold = new QuietDownHold();
    private final RepeatedChange repeated = new RepeatedChange();
    /** Masked by Jenkins in the log, where they are bound. */
    private RunSecrets bound = new RunSecrets();

    private Ahead ahead;
    private boolean changesAgain;
    private EcsClient lastClient;

    private RunContext(
            Run<?, ?> run,
            KeptChange kept,
            OsChange change,
            Progress log,
            OsChangeParameters parameters,
            RunSecrets secrets) {
        this.run = run;
        this.kept = kept;
        this.change = change;
        this.log = log;
        this.secrets = secrets;
        RunCredentials credentials = new RunCredentials(run, secrets::add, secrets::addUserData);
        this.inputs = new ChangeInputs(parameters, credentials, secrets);
        this.client = new RunClient(kept.site(), credentials);
    }

    /**
     * The context of the change of this ID of the run. A change that is not there yet is made, and is on disk.
     *
     * @param resumed whether the step was begun by another process of Jenkins
     * @param sensitive values of variables that Jenkins masks in the log of the step: they are masked in the record, too
     * @param changesAgain whether a server may be changed of which the run does not know how its last change ended
     * @throws OsChangeException when no site can be found for a new change, or it cannot be written down: with a whole message, as of a change that failed
     * @throws IOException when the record cannot be read, or was lost: nobody knows then what was sent
     */
    public static RunContext of(
            String changeId,
            Run<?, ?> run,
            TaskListener listener,
            OsChangeParameters parameters,
            Collection<String> sensitive,
            boolean changesAgain,
            boolean resumed)
            throws IOException {
        RunSecrets bound = new RunSecrets();
        sensitive.forEach(bound::add);
        RunChanges changes = RunChanges.in(run);
        KeptChange kept = changes == null ? null : changes.kept(changeId);
        if (kept == null) {
            NewChange.requireNone(changeId, run, parameters, resumed);
            kept = NewChange.begin(changeId, run, parameters, bound);
        }
        NamedServers.get().add(run, kept.record());
        Progress log = line -> LogLine.write(listener, line);
        RunContext context = new RunContext(run, kept, kept.process(), log, parameters, RunSecrets.of(run));
        context.bound = bound;
        context.changesAgain = changesAgain;
        return context;
    }

    /** The context of a change that its build has let go of. What is masked is not kept for the build. */
    static RunContext after(Run<?, ?> run, KeptChange kept, OsChange change) {
        return new RunContext(run, kept, change, line -> LateLog.say(run, line), null, new RunSecrets());
    }

    public OsChange change() {
        return change;
    }

    /** The address of the cloud that is asked. */
    public String endpoint() {
        return kept.site().endpoint();
    }

    /** Advances the change, as {@link OsChange#advance}; but while Jenkins prepares to shut down, nothing that changes the server is begun. */
    public Optional<Duration> advance() {
        if (hold.holds(change, clock().instant())) {
            if (hold.isNew()) {
                progress().say(Texts.text("line", Labels.serverName(change.record()), Messages.RunContext_quietDown()));
            }
            return Optional.of(LOOK_AGAIN);
        }
        return change.advance(this);
    }

    /** For how long it has been held since Jenkins prepares to shut down. */
    public Duration heldFor() {
        return hold.since(clock().instant());
    }

    @Override
    public EcsClient client() throws MisconfiguredException {
        lastClient = client.get(!change.record().exposure().mayHaveSent(), nanoTime());
        return lastClient;
    }

    @Override
    public String apiCredential() {
        return kept.site().credential();
    }

    @Override
    public Login login() throws MisconfiguredException {
        return inputs.login();
    }

    @Override
    public Proof proof() throws MisconfiguredException {
        return inputs.proof();
    }

    @Override
    public LoginProbe loginProbe() {
        return SharedProbe.get();
    }

    @Override
    public SecretText userData() throws MisconfiguredException {
        return inputs.userData();
    }

    @Override
    public GuardRails guardRails() throws MisconfiguredException {
        admit(change.record());
        return RunGuards.of(kept.site().now(), run);
    }

    /** Whoever does not know what became of a server wipes it no second time by accident: a {@code retry} around the step, for example. */
    @Override
    public void admit(ChangeRecord record) throws MisconfiguredException {
        RunChanges changes = RunChanges.in(run);
        if (!changesAgain && !record.request().dryRun() && changes != null && changes.isUnsettled(record)) {
            throw new MisconfiguredException(Messages.RunContext_unsettled());
        }
    }

    @Override
    public String mask(String text) {
        if (lastClient != null) {
            lastClient.secrets().forEach(secret -> secrets.add(secret.reveal()));
        }
        return bound.mask(secrets.mask(text));
    }

    @Override
    public void submitted(ChangeRecord change) {
        ChangeEvents.submitted(change, run);
    }

    @Override
    public void save(ChangeRecord record) throws IOException {
        ChangeKeeper.keep(kept, record, run, inputs.isLetGo());
        if (record.state().ended() && lastClient != null) {
            CloudLists.get().forgetServers(lastClient);
        }
    }

    @Override
    public String ahead(ChangeRecord record) {
        ahead = ServerQueue.get().ahead(record, run);
        repeated.warn(run, record, ahead, log);
        return ahead == null ? null : ahead.label();
    }

    @Override
    public boolean isOfOtherHome(ChangeRecord record) {
        return !ServerQueue.get().home().equals(kept.home());
    }

    @Override
    public boolean isOvertaken(ChangeRecord record) {
        return QueueRelease.isOvertaken(record);
    }

    @Override
    public boolean isAwaited(ChangeRecord record) {
        return ServerQueue.get().isAwaited(record);
    }

    @Override
    public UsualDuration usual(ChangeRecord record) {
        return LearnedDurations.get().usual(kept.site(), record);
    }

    @Override
    public Progress progress() {
        return line -> {
            String shown = PlainText.excerpt(PlainText.of(mask(line)), LONGEST_LINE);
            log.say(BuildNote.in(kept.site().linked(shown, change.record().serverId()), ahead));
        };
    }

    @Override
    public Clock clock() {
        return ChangeClock.get().wall();
    }

    @Override
    public long nanoTime() {
        return ChangeClock.get().nanoTime();
    }
}
