package io.jenkins.plugins.ecs.run;

import hudson.console.HyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.credentials.RunCredentials;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Progress;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.site.EcsClients;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a change needs of Jenkins while it is driven in a run: site and credentials, secrets to mask, the record on disk, its turn at the server, the build log.
 *
 * <p>Threads: one at a time, which drives the change. Persistence: the change is part of the record of its run, which is written by {@link #save}; credentials are looked up
 * anew at each call, and kept nowhere.
 */
public class RunContext implements ChangeContext {

    private static final Logger LOGGER = Logger.getLogger(RunContext.class.getName());

    private final Run<?, ?> run;
    private final TaskListener listener;
    private final OsChangeParameters parameters;
    private final RunSecrets secrets;
    private final RunCredentials credentials;
    private final OsChange change;

    private RunContext(Run<?, ?> run, TaskListener listener, OsChangeParameters parameters, OsChange change) {
        this.run = run;
        this.listener = listener;
        this.parameters = parameters;
        this.secrets = RunSecrets.of(run);
        this.credentials = new RunCredentials(run, secrets::add, secrets::addUserData);
        this.change = change;
    }

    /**
     * The context of the change of this ID in the record of the run. A change that is not there yet is made and added; it is on disk when it is saved for the first time.
     *
     * @throws MisconfiguredException when no site can be found for a new change
     */
    public static RunContext of(String changeId, Run<?, ?> run, TaskListener listener, OsChangeParameters parameters)
            throws MisconfiguredException {
        OsChangeAction record = OsChangeAction.of(run);
        OsChange change = record.process(changeId);
        if (change == null) {
            EcsSite site = EcsSites.get().resolve(parameters.getSite(), run.getParent());
            if (record.getChanges().stream()
                    .anyMatch(other -> other.request().serverId().equalsIgnoreCase(parameters.getServerId()))) {
                listener.getLogger().println(Messages.RunContext_twice(PlainText.of(parameters.getServerId())));
            }
            change = record.add(new ChangeRecord(changeId, parameters.toRequest(site.getName())));
        }
        return new RunContext(run, listener, parameters, change);
    }

    public OsChange change() {
        return change;
    }

    /** Drives a change to its end whose wait was aborted: a request in flight is waited for, and a server that was stopped for it is started again. */
    public void finish() {
        ChangePool pool = ChangePool.get();
        change.advance(this).ifPresent(wait -> pool.schedule(this::finish, wait));
    }

    /** Ends the record of a change that nobody will advance any more, and writes it to disk. Waits for a request in flight. */
    public static void close(OsChange change, Run<?, ?> run) {
        change.close(Instant.now());
        try {
            keep(change.record(), run);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write down the end of a change in " + run);
        }
    }

    private static void keep(ChangeRecord change, Run<?, ?> run) throws IOException {
        run.save();
        Audit.saved(change, run);
        if (change.state().ended()) {
            ServerQueue.get().leave(change, run);
        }
    }

    /** The site that was chosen when the change began, whatever is the default by now. */
    private EcsSite site() throws MisconfiguredException {
        return EcsSites.get().named(change.record().request().site());
    }

    @Override
    public EcsClient client() throws MisconfiguredException {
        EcsSite at = site();
        String id = parameters.getCredentialsId() == null ? at.getCredentialsId() : parameters.getCredentialsId();
        if (id == null) {
            throw new MisconfiguredException(Messages.RunContext_noApiCredential(at.getName()));
        }
        try {
            return EcsClients.get().client(at.endpoints(), at.project(), credentials.api(id, at.getEndpoint()));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(Messages.RunContext_badEndpoint(at.getName(), e.getMessage()));
        }
    }

    @Override
    public Login login() throws MisconfiguredException {
        String id = parameters.getKeyCredentialId();
        return id == null ? new Login.FromImage() : credentials.login(id);
    }

    @Override
    public SecretText userData() throws MisconfiguredException {
        parameters.checkUserData();
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
        return RunGuards.of(site(), run);
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
    public void save(ChangeRecord change) throws IOException {
        keep(change, run);
    }

    @Override
    public String ahead(ChangeRecord change) {
        return ServerQueue.get().ahead(change, run);
    }

    @Override
    public Progress progress() {
        return line -> listener.getLogger().println(linked(PlainText.of(mask(line))));
    }

    /** With the server as a link into the cloud console, where the site knows its console. */
    private String linked(String line) {
        String server = change.record().request().serverId();
        String link = EcsSites.get().consoleLink(change.record().request().site(), server);
        return link == null ? line : line.replace(server, HyperlinkNote.encodeTo(link, server));
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
