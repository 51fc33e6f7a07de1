package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that can be found wrong before a byte is sent that changes something: one look each time, then the plan is told. */
final class Preflight implements Phase {

    /** In this order, since each may need what those before it have found. */
    private static final List<PreflightCheck> CHECKS =
            List.of(new ServerCheck(), new ImageCheck(), new OldImageCheck(), new DiskCheck(), new KeyPairCheck());

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Login login = context.login();
        Optional<PreflightCheck> due = nextDue(change, login);
        if (due.isPresent()) {
            due.get().look(change, login, context);
            if (nextDue(change, login).isPresent()) {
                return Duration.ZERO;
            }
        }
        tellPlan(change, login, context);
        boolean stop = change.request().stopFirst() && change.before().isRunning();
        if (change.request().dryRun()) {
            context.progress().say(text(stop ? "dryRun.stop" : "dryRun"));
            change.enter(State.SUCCEEDED, context);
        } else {
            change.enter(stop ? State.STOPPING : State.CHECKED, context);
        }
        return Duration.ZERO;
    }

    private static Optional<PreflightCheck> nextDue(OsChange change, Login login) {
        return CHECKS.stream().filter(check -> check.isDue(change, login)).findFirst();
    }

    private static void tellPlan(OsChange change, Login login, ChangeContext context) throws MisconfiguredException {
        Progress progress = context.progress();
        progress.say(text("plan.image", change.imageLabel(), change.before().imageLabel()));
        Login.WithKeyPair key = change.keyPair(login);
        if (key != null) {
            progress.say(text("plan.keyPair", key.name(), key.userId()));
        } else if (login instanceof Login.WithPassword) {
            progress.say(text("plan.password"));
            if (context.userData() != null) {
                progress.say(text("plan.passwordAndUserData"));
            }
        } else {
            progress.say(text(context.userData() == null ? "plan.noLogin" : "plan.userDataLogin"));
        }
        progress.say(text(
                "plan.disk",
                change.before().systemVolumeId(),
                change.plan().server.dataDisks()));
    }
}
