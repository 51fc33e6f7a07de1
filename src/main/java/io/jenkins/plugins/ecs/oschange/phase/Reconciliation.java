package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.util.Objects;

/** Nobody knows whether the cloud acts: the server is monitored for signs. Nothing is ever sent from here. */
public final class Reconciliation implements Phase {

    /**
     * For how long a server must show no activity at all before it is taken that none will come. A change that was accepted shows within moments, but a soft stop that
     * the cloud makes first may take five minutes, during which the server is not idle.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** A long silence in which nobody looked is none. */
    private static final int FEWEST_LOOKS = 3;

    static void begin(ActiveChange change, String why, ChangeContext context) {
        change.enter(State.UNCERTAIN, context);
        change.say(text("uncertain.begin", why), context);
        context.submitted(change.record());
    }

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        if (record.state() == State.SUBMITTING) {
            begin(change, text("uncertain.restart"), context);
            return Duration.ZERO;
        }
        Server server = change.client(context).server(record.serverId());
        change.looked();
        ServerSnapshot seen = new ServerSnapshot(server);
        Duration silence = change.observations().quietSince(seen, change.time(context));
        if (record.before().changedIn(server, record.imageId())) {
            change.say(text("uncertain.seen", seen.label(), Objects.toString(seen.systemVolumeId(), "-")), context);
            change.enter(State.VERIFYING, context);
        } else if (silence.compareTo(LONGEST_SILENCE) >= 0
                && change.observations().looks() >= FEWEST_LOOKS) {
            throw Failures.unknown(
                    record,
                    text(
                            "unknown.seen",
                            seen.label(),
                            Objects.toString(seen.systemVolumeId(), "-"),
                            change.sinceState(context).toMinutes()));
        }
        return change.request().pollInterval();
    }
}
