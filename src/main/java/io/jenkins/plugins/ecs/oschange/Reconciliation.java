package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Server;
import java.time.Duration;

/** Nobody knows whether the cloud acts: the server is watched for signs. Nothing is ever sent from here. */
final class Reconciliation implements Phase {

    /** A change that was accepted shows on the server within moments; the vendor's figures for a whole one begin at a minute. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    static void begin(OsChange change, String why, ChangeContext context) {
        change.enter(State.UNCERTAIN, context);
        context.progress().say(text("uncertain.begin", why));
        context.submitted(change);
    }

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        if (change.state() == State.SUBMITTING) {
            begin(change, text("uncertain.restart"), context);
            return Duration.ZERO;
        }
        Duration silence = change.sinceState(context);
        boolean last = silence.compareTo(LONGEST_SILENCE) >= 0;
        Server server = context.client().server(change.request().serverId());
        if (change.before().changedIn(server, change.request().imageId())) {
            context.progress().say(text("uncertain.seen", new ServerSnapshot(server).label(), server.systemVolumeId()));
            change.enter(State.VERIFYING, context);
        } else if (last) {
            ServerSnapshot seen = new ServerSnapshot(server);
            throw Failures.unknown(
                    change, text("unknown.seen", seen.label(), seen.systemVolumeId(), silence.toMinutes()));
        }
        return change.request().pollInterval();
    }
}
