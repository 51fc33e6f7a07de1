package io.jenkins.plugins.ecs.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.PlainText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.run.ChangePool;
import io.jenkins.plugins.ecs.run.CloudLists;
import io.jenkins.plugins.ecs.run.RunLook;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Looks for servers or images in the {@link ChangePool}, one page each time; no thread waits in between. Only what the run may change or use is returned.
 *
 * <p>Persistence: the question, in the state of the Pipeline; after a restart it is put again. Errors: whatever goes wrong fails the step.
 */
final class QueryExecution<T> extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final String site;
    private final String credentialsId;
    private final Query<T> query;
    private transient volatile Run<?, ?> run;
    private transient volatile TaskListener listener;
    private transient volatile Future<?> next;
    private transient volatile boolean over;
    private transient EcsClient client;
    private transient long oldest;

    QueryExecution(StepContext context, Query<T> query, @CheckForNull String site, @CheckForNull String credentialsId) {
        super(context);
        this.query = query;
        this.site = site;
        this.credentialsId = credentialsId;
    }

    @Override
    public boolean start() throws Exception {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        try {
            begin();
        } catch (IOException | InterruptedException | RuntimeException e) { // not thrown: the Pipeline would hang
            getContext().onFailure(e);
        }
    }

    private void begin() throws IOException, InterruptedException {
        run = getContext().get(Run.class);
        listener = getContext().get(TaskListener.class);
        comeBack(Duration.ZERO);
    }

    private void comeBack(Duration delay) {
        next = ChangePool.get().schedule(this::advance, delay);
    }

    @Override
    public void stop(@NonNull Throwable cause) throws Exception {
        over = true;
        Future<?> scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        super.stop(cause);
    }

    private void advance() {
        if (over) {
            return;
        }
        try {
            RunLook look = new RunLook(run, site, credentialsId);
            GuardRails guardRails = look.guardRails();
            EcsClient now = look.client();
            if (client != now) {
                client = now;
                oldest = CloudLists.get().oldest(now, query.kind());
            }
            CloudLists.Answer<T> answer = CloudLists.get().ask(now, query.kind(), oldest);
            Duration wait = answer.comeBack();
            List<T> items = answer.items();
            if (wait != null) {
                comeBack(wait);
            } else if (items == null) {
                fail(Messages.QueryExecution_failedAt(
                        query.function(), look.siteName(), look.told(answer.problem(look.credential()))));
            } else {
                succeed(items, guardRails, look.siteName());
            }
        } catch (MisconfiguredException e) {
            fail(Messages.QueryExecution_failed(query.function(), e.getMessage()));
        } catch (Throwable e) { // whatever it is: nobody else would end the step
            if (end()) {
                getContext().onFailure(e);
            }
        }
    }

    private void succeed(List<T> all, GuardRails guardRails, String siteName) {
        List<T> fitting = all.stream().filter(query::fits).sorted(query.order()).toList();
        ArrayList<Object> told = new ArrayList<>();
        fitting.stream().filter(item -> query.isAllowed(item, guardRails)).forEach(item -> told.add(query.told(item)));
        int hidden = fitting.size() - told.size();
        String asked = PlainText.of(query.filter());
        String what = asked.isEmpty() ? query.function() : Messages.QueryExecution_filtered(query.function(), asked);
        String line = hidden == 0
                ? Messages.QueryExecution_found(what, told.size(), siteName)
                : Messages.QueryExecution_foundSome(what, told.size(), hidden, siteName);
        listener.getLogger().println(line);
        if (end()) {
            getContext().onSuccess(told);
        }
    }

    private void fail(String why) {
        if (end()) {
            getContext().onFailure(new AbortException(why));
        }
    }

    /** @return whether the step ends now: not while Jenkins shuts down, since the next process puts the question again */
    private synchronized boolean end() {
        boolean ends = !over && !ChangePool.get().isDown();
        over |= ends;
        return ends;
    }
}
