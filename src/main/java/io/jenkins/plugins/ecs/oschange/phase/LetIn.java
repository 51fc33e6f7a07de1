package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.login.CloudInit;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.login.Sight;
import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import io.jenkins.plugins.ecs.login.Target;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;
import io.jenkins.plugins.ecs.oschange.record.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What follows once a server has let somebody in: cloud-init tells when the new system is ready. Where it tells nothing, a key that nobody knows is tried once: a machine
 * that lets it in proves nothing.
 */
final class LetIn {

    private static final int MOST_UNREADABLE = 3;

    /** How a look with the unknown key ends at a machine that lets in every key. */
    private static final Set<Obstacle> TAKES_EVERY_KEY =
            Set.of(Obstacle.EVERYBODY, Obstacle.MORE_WANTED, Obstacle.OTHER_USER);

    private LetIn() {}

    static Duration advance(ActiveChange change, Sight sight, Proof proof, ChangeContext context)
            throws ChangeFailedException {
        String user = context.mask(LoginProof.user(proof));
        if (change.trial().isOpen(sight.hostKey()) && isDoubtful(sight)) {
            return open(change, user, context);
        }
        change.record().login().user(user);
        if (sight.obstacle() == Obstacle.BROKEN_OFF) {
            return again(change, LoggingIn.obstacle(sight, change.trial().target()), context);
        }
        if (isUnreadable(sight)) {
            return change.trial().unreadable() < MOST_UNREADABLE
                    ? again(change, unreadable(change, sight, context), context)
                    : doubt(change, sight, proof, context);
        }
        return asked(change, sight, proof, context);
    }

    /** Nothing that only a system of the cloud would say. */
    private static boolean isDoubtful(Sight sight) {
        return isUnreadable(sight) || sight.cloudInit().state() == CloudInit.State.ABSENT;
    }

    private static boolean isUnreadable(Sight sight) {
        return sight.cloudInit() == null;
    }

    private static Duration asked(ActiveChange change, Sight sight, Proof proof, ChangeContext context)
            throws ChangeFailedException {
        CloudInit cloudInit = sight.cloudInit();
        change.trial().forgetAnswers();
        List<String> problems = cloudInit.problems().stream()
                .map(problem -> new Masking(context::mask).told(problem, LoggingIn.LONGEST_WORDS))
                .toList();
        change.record().login().cloudInit(cloudInit.state().name(), problems);
        String told = problems.isEmpty() ? text("job.noReason") : String.join("; ", problems);
        if (cloudInit.state().isUnderWay()) {
            String stage = cloudInit.stage() == null ? "-" : cloudInit.stage();
            return again(change, text("login.cloudInit." + cloudInit.state(), stage), context);
        }
        if (cloudInit.state() == CloudInit.State.ERROR) {
            throw Failures.notReady(change.record(), text("login.cloudInit.ERROR", told));
        }
        if (isDoubtful(sight)) {
            return doubt(change, sight, proof, context);
        }
        if (cloudInit.state() == CloudInit.State.DEGRADED) {
            change.warn(text("login.degraded", told), context);
        }
        return done(change, sight, context);
    }

    private static Duration again(ActiveChange change, String words, ChangeContext context) {
        return LoggingIn.trouble(change, words, change.request().pollInterval(), context);
    }

    private static String unreadable(ActiveChange change, Sight sight, ChangeContext context) {
        return sight.obstacle() == null
                ? text("login.unreadable")
                : text(
                        "login.noCommand",
                        change.trial().target(),
                        change.record().login().user(),
                        LoggingIn.said(sight, context));
    }

    /** A password was sent to a host that the console names. */
    private static Duration doubt(ActiveChange change, Sight sight, Proof proof, ChangeContext context) {
        if (!(proof instanceof Proof.WithKey)) {
            return done(change, sight, context);
        }
        change.trial().doubted(sight);
        return Duration.ZERO;
    }

    /** @param seen by the unknown key */
    static Duration judge(ActiveChange change, Sight seen, ChangeContext context) {
        LoginTrial trial = change.trial();
        Sight doubted = trial.doubted();
        Target target = trial.target();
        trial.doubted(null);
        if (seen.loggedIn() || seen.obstacle() != null && TAKES_EVERY_KEY.contains(seen.obstacle())) {
            trial.open(seen.hostKey());
            return open(change, change.record().login().user(), context);
        }
        if (seen.hostKey() == null) {
            return again(change, LoggingIn.obstacle(seen, target), context);
        }
        return seen.hostKey().equals(doubted.hostKey())
                ? done(change, doubted, context)
                : change.request().pollInterval(); // another machine has answered
    }

    private static Duration open(ActiveChange change, String user, ChangeContext context) {
        LoginNote note = change.record().login();
        note.user(null);
        note.cloudInit(null, List.of());
        String words = text("login.everyKey", change.trial().target(), user);
        LoggingIn.tryNextAddress(change);
        return again(change, words, context);
    }

    private static Duration done(ActiveChange change, Sight sight, ChangeContext context) {
        LoginNote note = change.record().login();
        if (sight.cloudInit() == null) {
            change.warn(unreadable(change, sight, context), context);
            return LoggingIn.succeed(change, text("login.done", note.user(), note.address()), context);
        }
        String state = text("login.cloudInit." + sight.cloudInit().state());
        return LoggingIn.succeed(change, text("login.done.cloudInit", note.user(), note.address(), state), context);
    }
}
