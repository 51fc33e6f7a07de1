package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.InvalidInputException;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.ServerSearch;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.util.List;

/** Waits until no other change of the same server goes before. What is wrong with the request itself is said first, without a wait. */
public final class Queueing implements Phase {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        if (change.record().waitsFor() == null) {
            validate(change, context);
        }
        if (change.record().serverId().isEmpty()) {
            find(change, context);
            return Duration.ZERO;
        }
        if (change.record().waitsFor() == null) {
            context.admit(change.record());
        }
        String ahead = context.ahead(change.record());
        if (ahead == null) {
            change.record().waitsFor(null);
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        if (!ahead.equals(change.record().waitsFor())) {
            change.record().waitsFor(ahead);
            change.say(text("queue.waits", ahead), context);
            change.save(context);
        }
        return LOOK_AGAIN;
    }

    /** A queue is that of one server, so that a name has to be looked up before. */
    private static void find(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        if (change.sinceState(context).compareTo(record.request().timeout()) > 0) {
            throw Failures.timedOut(record, change.trouble());
        }
        ServerSearch search = change.serverSearch();
        if (search == null) {
            change.serverSearch(new ServerSearch(record.request().serverName(), change.now(context)));
        } else if (search.advance(change.client(context))) {
            change.serverSearch(null);
            String problem = search.problem(context.guardRails());
            if (problem != null) {
                throw Failures.refused(record, problem);
            }
            record.foundServer(search.serverId());
            change.say(text("found.server", record.request().serverName(), record.serverId()), context);
        }
    }

    private static void validate(ActiveChange change, ChangeContext context) throws MisconfiguredException {
        try {
            Validation.check(change.request(), context.login(), context.userData());
            change.client(context);
        } catch (InvalidInputException e) {
            throw e;
        } catch (MisconfiguredException e) { // what else is wrong shall not come up in the next build
            List<String> problems = Validation.ofRequest(change.request());
            if (problems.isEmpty()) {
                throw e;
            }
            problems.add(e.getMessage());
            throw new InvalidInputException(problems);
        } finally { // by now the secrets are known that are masked in it
            change.voice().saySite(change.now(context), context);
        }
    }
}
