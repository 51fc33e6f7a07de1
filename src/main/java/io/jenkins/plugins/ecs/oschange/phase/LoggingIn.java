package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.login.CloudInit;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.login.Sight;
import io.jenkins.plugins.ecs.login.Target;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.Masking;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.time.Duration;
import java.util.List;

/**
 * Waits until the new system lets people in and cloud-init is done. A look goes on while the change rests; a password is sent to no host key that the server's console does
 * not name.
 */
public final class LoggingIn implements Phase {

    /** When to ask for what a look has seen. */
    private static final Duration LOOK_TAKES = Duration.ofSeconds(1);

    /** SSH servers lock out whom they refuse more often. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

    private static final int LONGEST_PROBLEM = 300;
    private static final int MOST_UNREADABLE = 3;

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        LoginTrial trial = change.trial();
        if (trial.unvouched() != null) {
            return ConsoleLook.advance(change, trial, context);
        }
        Proof proof = LoginProof.of(change, context);
        if (!trial.isLooking()) {
            return begin(change, trial, proof, context);
        }
        Sight sight = trial.seen();
        if (sight == null) {
            return LOOK_TAKES;
        }
        change.looked();
        return sight.obstacle() == null
                ? reached(change, sight, proof, context)
                : hindered(change, sight, proof, context);
    }

    private static Duration begin(ActiveChange change, LoginTrial trial, Proof proof, ChangeContext context) {
        ChangeRecord record = change.record();
        LoginWait wait = record.request().loginWait();
        boolean windows = record.login().isWindows();
        List<String> addresses = addresses(record);
        if (addresses.isEmpty()) {
            return trouble(change, text("login.noAddress"), change.request().pollInterval(), context);
        }
        int usual = windows ? Target.RDP : Target.SSH;
        int port = wait.port() == null ? usual : wait.port();
        Target target = new Target(trial.address(addresses), port, !windows);
        if (trial.target() == null) {
            String where = String.join(", ", addresses);
            change.say(
                    windows
                            ? text("login.waits.windows", String.valueOf(port), where)
                            : proof instanceof Proof.None
                                    ? text("login.waits.withoutSecret", String.valueOf(port), where)
                                    : text("login.waits", LoginProof.user(proof), String.valueOf(port), where),
                    context);
        }
        trial.begin(target, context.loginProbe().look(target, proof));
        return LOOK_TAKES;
    }

    /** What the cloud names that is no address is left out: an empty one would be the controller itself. */
    private static List<String> addresses(ChangeRecord record) {
        String host = record.request().loginWait().host();
        return host != null
                ? List.of(host)
                : record.after().addresses().stream()
                        .filter(address -> !address.isBlank() && Validation.loginHost(address) == null)
                        .toList();
    }

    /** Another machine of that address may be the one that answers. @return whether all were tried */
    static boolean tryNextAddress(ActiveChange change) {
        return change.trial().tryNextAddress(addresses(change.record()).size());
    }

    private static Duration reached(ActiveChange change, Sight sight, Proof proof, ChangeContext context)
            throws ChangeFailedException {
        noteHost(change, sight, context);
        if (sight.loggedIn()) {
            change.record().login().user(context.mask(LoginProof.user(proof)));
            return loggedIn(change, sight.cloudInit(), context);
        }
        if (proof instanceof Proof.WithPassword) {
            change.trial().unvouched(sight.hostKey());
            return Duration.ZERO;
        }
        String done = sight.hostKey() == null ? "login.done.port" : "login.done.hostKey";
        return succeed(change, text(done, change.trial().target()), context);
    }

    private static void noteHost(ActiveChange change, Sight sight, ChangeContext context) {
        LoginNote note = change.record().login();
        note.address(change.trial().target().toString());
        String key = sight.hostKey() == null ? null : sight.hostKey().toString();
        if (key != null && !key.equals(note.hostKey())) {
            note.hostKey(key);
            String line = text("login.hostKey", note.address(), key);
            if (change.trial().isNewHostKey(line)) {
                change.say(line, context);
                change.save(context);
            }
        }
    }

    private static Duration loggedIn(ActiveChange change, CloudInit cloudInit, ChangeContext context)
            throws ChangeFailedException {
        LoginNote note = change.record().login();
        if (cloudInit == null) {
            if (change.trial().unreadable() < MOST_UNREADABLE) {
                return trouble(
                        change, text("login.unreadable"), change.request().pollInterval(), context);
            }
            change.warn(text("login.unreadable"), context);
            return succeed(change, text("login.done", note.user(), note.address()), context);
        }
        List<String> problems = cloudInit.problems().stream()
                .map(problem -> new Masking(context::mask).told(problem, LONGEST_PROBLEM))
                .toList();
        note.cloudInit(cloudInit.state().name(), problems);
        String told = problems.isEmpty() ? text("job.noReason") : String.join("; ", problems);
        if (cloudInit.state().isUnderWay()) {
            String stage = cloudInit.stage() == null ? "-" : cloudInit.stage();
            String words = text("login.cloudInit." + cloudInit.state(), stage);
            return trouble(change, words, change.request().pollInterval(), context);
        }
        if (cloudInit.state() == CloudInit.State.ERROR) {
            throw Failures.notReady(change.record(), text("login.cloudInit.ERROR", told));
        }
        if (cloudInit.state() == CloudInit.State.DEGRADED) {
            change.warn(text("login.degraded", told), context);
        }
        String state = text("login.cloudInit." + cloudInit.state());
        return succeed(change, text("login.done.cloudInit", note.user(), note.address(), state), context);
    }

    static Duration succeed(ActiveChange change, String words, ChangeContext context) {
        String took = Texts.duration(change.sinceState(context));
        change.enter(State.SUCCEEDED, context);
        change.say(text("login.took", words, took), context);
        return Duration.ZERO;
    }

    private static Duration hindered(ActiveChange change, Sight sight, Proof proof, ChangeContext context)
            throws ChangeFailedException {
        LoginTrial trial = change.trial();
        Target target = trial.target();
        Duration usual = change.request().pollInterval();
        if (sight.hostKey() != null) {
            noteHost(change, sight, context);
        }
        switch (sight.obstacle()) {
            case OTHER_USER ->
                throw Failures.notReady(
                        change.record(), text("login.otherUser", LoginProof.user(proof), sight.detail()));
            case LOGIN_REFUSED, METHOD_REFUSED -> {
                String words = sight.detail() == null
                        ? text(
                                proof instanceof Proof.WithKey ? "login.noKeys" : "login.noPasswords",
                                target,
                                LoginProof.user(proof))
                        : text(
                                "login.refused",
                                target,
                                LoginProof.user(proof),
                                sight.detail(),
                                LoginUsers.words(change.record().login(), host(change, context)));
                tryNextAddress(change);
                return trouble(change, words, usual.compareTo(AFTER_REFUSAL) < 0 ? AFTER_REFUSAL : usual, context);
            }
            case OTHER_HOST_KEY -> {
                trial.vouched(null);
                trial.unvouched(sight.hostKey());
                return Duration.ZERO;
            }
            default -> {
                boolean lastAddress = sight.hostKey() != null || tryNextAddress(change);
                String detail = sight.detail() == null ? "-" : sight.detail();
                return trouble(
                        change,
                        text("login." + sight.obstacle(), target, detail),
                        lastAddress ? usual : LOOK_TAKES,
                        context);
            }
        }
    }

    private static String host(ActiveChange change, ChangeContext context) {
        try {
            return change.client(context).host();
        } catch (MisconfiguredException e) {
            return "";
        }
    }

    /** Why it is not over yet: told where it is news, and again when the time is up. */
    static Duration trouble(ActiveChange change, String words, Duration wait, ChangeContext context) {
        change.isNewTrouble(words);
        if (change.trial().isNews(words, change.now(context))) {
            change.say(text("login.notYet", words), context);
        }
        return wait;
    }
}
