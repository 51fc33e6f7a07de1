package io.jenkins.plugins.ecs.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.console.HyperlinkNote;
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
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.site.EcsClients;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * What a change needs of Jenkins while it is driven: site and credentials, secrets to mask, the record on disk, its turn at the server, the build log.
 *
 * <p>Threads: one at a time, which drives the change. Persistence: the change has a file of its own with its run, which is written by {@link #save}; credentials are looked up
 * anew at each call, and kept nowhere.
 */
public class RunContext implements ChangeContext {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Run<?, ?> run;
    private final KeptChange kept;
    private final OsChange change;
    private final Progress log;
    /** Null where the build has let go of the change: nothing is sent any more then. */
    private final OsChangeParameters parameters;

    private final RunSecrets secrets;
    private final RunCredentials credentials;
    private ServerQueue.Ahead ahead;
    private Instant heldSince;
    private boolean changesAgain;
    private boolean joined;
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
        this.parameters = parameters;
        this.secrets = secrets;
        this.credentials = new RunCredentials(run, secrets::add, secrets::addUserData);
    }

    /**
     * The context of the change of this ID of the run. A change that is not there yet is made; it is on disk when it is saved for the first time.
     *
     * @param changesAgain whether a server may be changed of which the run does not know how its last change ended
     * @throws MisconfiguredException when no site can be found for a new change
     * @throws IOException when it cannot be written down that the run has changes, or the record of this one cannot be read: nobody knows then what was sent
     */
    public static RunContext of(
            String changeId, Run<?, ?> run, TaskListener listener, OsChangeParameters parameters, boolean changesAgain)
            throws MisconfiguredException, IOException {
        RunChanges changes = RunChanges.in(run);
        KeptChange kept = changes == null ? null : changes.kept(changeId);
        if (kept == null) {
            KeptChange.requireNone(run, changeId);
            EcsSite site = EcsSites.get().resolve(parameters.getSite(), run.getParent());
            kept = new KeptChange(
                    ServerQueue.get().home(),
                    new NotedSite(site, parameters.getCredentialsId()),
                    new ChangeRecord(changeId, parameters.toRequest(site.getName())));
            changes = RunChanges.begin(run);
            changes.add(kept);
        }
        Progress log = line -> listener.getLogger().println(line);
        RunContext context = new RunContext(run, kept, changes.process(changeId), log, parameters, RunSecrets.of(run));
        context.changesAgain = changesAgain;
        return context;
    }

    /** The ID of a change of that server that the run began in another process, and of which nothing knows but its record; else null. */
    @CheckForNull
    public static String leftBehind(Run<?, ?> run, OsChangeParameters parameters) {
        RunChanges changes = RunChanges.in(run);
        if (changes == null) {
            return null;
        }
        String site = null;
        try {
            site = EcsSites.get().resolve(parameters.getSite(), run.getParent()).getName();
        } catch (MisconfiguredException e) { // an ID is found without it
            site = null;
        }
        ChangeRecord left = changes.leftBehind(parameters.toRequest(site));
        return left == null ? null : left.id();
    }

    /** The context of a change that its build has let go of. What is masked is not kept for the build. */
    static RunContext after(Run<?, ?> run, KeptChange kept, OsChange change) {
        return new RunContext(run, kept, change, line -> LateLog.say(run, line), null, new RunSecrets());
    }

    public OsChange change() {
        return change;
    }

    /** Advances the change, as {@link OsChange#advance}; but while Jenkins prepares to shut down, nothing that changes the server is begun. */
    public Optional<Duration> advance() {
        if (Jenkins.get().isQuietingDown() && isUnsent() && !change.isAbandoned()) {
            if (heldSince == null) {
                heldSince = clock().instant();
                String line = Texts.text("line", Labels.serverName(change.record()), Messages.RunContext_quietDown());
                progress().say(line);
            }
            return Optional.of(LOOK_AGAIN);
        }
        heldSince = null;
        return change.advance(this);
    }

    /** For how long it has been held since Jenkins prepares to shut down. */
    public Duration heldFor() {
        return heldSince == null ? Duration.ZERO : Duration.between(heldSince, clock().instant());
    }

    private boolean isUnsent() {
        ChangeRecord record = change.record();
        return switch (record.state()) {
            case QUEUED, PREPARING, CHECKED -> !record.exposure().mayHaveSent();
            case STOPPING -> !record.stop().isOut();
            default -> false;
        };
    }

    @Override
    public EcsClient client() throws MisconfiguredException {
        NotedSite at = kept.site();
        if (!change.record().exposure().mayHaveSent()) {
            at.now();
        }
        String id = at.credentialsId();
        if (id == null) {
            throw new MisconfiguredException(Messages.RunContext_noApiCredential(at.name()));
        }
        try {
            lastClient = EcsClients.get().client(at.endpoints(), at.project(), credentials.api(id, at.endpoint()));
            return lastClient;
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(Messages.RunContext_badEndpoint(at.name(), e.getMessage()));
        }
    }

    private OsChangeParameters parameters() throws MisconfiguredException {
        if (parameters == null) {
            throw new MisconfiguredException(Messages.RunContext_ended());
        }
        return parameters;
    }

    @Override
    public Login login() throws MisconfiguredException {
        String id = parameters().getKeyCredentialId();
        return id == null ? new Login.FromImage() : credentials.login(id);
    }

    @Override
    public Proof proof() throws MisconfiguredException {
        String id = parameters().getKeyCredentialId();
        return id == null ? Proof.NONE : credentials.proof(id);
    }

    @Override
    public LoginProbe loginProbe() {
        return SharedProbe.get();
    }

    @Override
    public SecretText userData() throws MisconfiguredException {
        parameters().checkUserData();
        parameters.checkLogin();
        String id = parameters.getUserDataCredentialId();
        if (id != null) {
            return credentials.userData(id);
        }
        String text = parameters.getUserData();
        if (text == null) {
            return null;
        }
        secrets.addWhole(text);
        return new SecretText(text);
    }

    @Override
    public GuardRails guardRails() throws MisconfiguredException {
        if (!ServerQueue.get().home().equals(kept.home())) {
            throw new MisconfiguredException(Messages.RunContext_copiedHome());
        }
        admit(change.record());
        return RunGuards.of(kept.site().now(), run);
    }

    /** Whoever does not know what became of a server wipes it no second time by accident: a {@code retry} around the step, for example. */
    @Override
    public void admit(ChangeRecord record) throws MisconfiguredException {
        if (!changesAgain && !record.request().dryRun() && RunChanges.in(run).isUnsettled(record)) {
            throw new MisconfiguredException(Messages.RunContext_unsettled());
        }
    }

    @Override
    public String mask(String text) {
        return secrets.mask(text);
    }

    @Override
    public void submitted(ChangeRecord change) {
        Audit.submitted(change, run);
    }

    @Override
    public void save(ChangeRecord record) throws IOException {
        boolean over = AftermathNote.isOver(record);
        boolean deleted = parameters == null && !KeptChange.isBuild(run.getRootDir());
        try {
            if (!over && !deleted && record.state() != State.QUEUED) {
                ServerQueue.get().keep(record, run);
            }
            if (!deleted) {
                kept.write(run);
            }
            Audit.saved(record, run);
            if (record.state().ended() && lastClient != null) {
                CloudLists.get().forgetServers(lastClient);
            }
            LearnedDurations.get().learn(kept.site(), record);
        } finally {
            if (record.state().ended()) { // what became of it is audited even where it cannot be kept
                Audit.saved(record, run);
            }
            if (over) {
                ServerQueue.get().leave(record, run);
            }
        }
    }

    @Override
    public String ahead(ChangeRecord record) {
        if (!joined && RunChanges.in(run).isAgain(record)) {
            log.say(Messages.RunContext_twice(record.serverId()));
        }
        joined = true;
        ahead = ServerQueue.get().ahead(record, run);
        return ahead == null ? null : ahead.label();
    }

    @Override
    public UsualDuration usual(ChangeRecord record) {
        return LearnedDurations.get().usual(kept.site(), record);
    }

    @Override
    public Progress progress() {
        return line -> log.say(linked(PlainText.of(mask(line))));
    }

    /** With the server as a link into the cloud console, where the site knows its console. */
    private String linked(String line) {
        String server = change.record().serverId();
        String link =
                server.isEmpty() ? null : EcsSites.get().consoleLink(kept.site().name(), server);
        String linked = link == null ? line : line.replace(server, HyperlinkNote.encodeTo(link, server));
        return BuildNote.in(linked, ahead);
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
