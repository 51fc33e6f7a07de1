package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
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

    /** What a server says may be of any length. */
    static final int LONGEST_WORDS = 300;

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
        if (trial.doubted() != null) {
            return LetIn.judge(change, sight, context);
        }
        if (sight.hostKey() != null || sight.obstacle() == null) {
            noteHost(change, sight, context);
        }
        if (sight.loggedIn()) {
            return LetIn.advance(change, sight, proof, context);
        }
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
        int port = wait.portFor(windows);
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
        Proof shown = trial.doubted() == null
                ? proof
                : Proof.unknownKey(record.login().user());
        trial.begin(target, context.loginProbe().look(target, shown));
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

    /** It came as far as it was meant to, which was no login. */
    private static Duration reached(ActiveChange change, Sight sight, Proof proof, ChangeContext context) {
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
        switch (sight.obstacle()) {
            case OTHER_USER ->
                throw Failures.notReady(
                        change.record(), text("login.otherUser", LoginProof.user(proof), sight.detail()));
            case LOGIN_REFUSED, METHOD_REFUSED, MORE_WANTED, ASKED, EVERYBODY -> {
                tryNextAddress(change);
                return trouble(
                        change,
                        refusal(change, sight, target, proof, context),
                        usual.compareTo(AFTER_REFUSAL) < 0 ? AFTER_REFUSAL : usual,
                        context);
            }
            case OTHER_HOST_KEY -> {
                trial.vouched(null);
                trial.unvouched(sight.hostKey());
                return Duration.ZERO;
            }
            default -> {
                boolean lastAddress = sight.hostKey() != null || tryNextAddress(change);
                String words = obstacle(sight, target);
                Duration wait = trouble(change, words, lastAddress ? usual : LOOK_TAKES, context);
                change.isNewTrouble(trial.obstacles(words));
                return wait;
            }
        }
    }

    /** What lies between here and the server. */
    static String obstacle(Sight sight, Target target) {
        String detail = sight.detail() == null ? "-" : sight.detail();
        return text("login." + sight.obstacle(), target, detail);
    }

    private static String refusal(ActiveChange change, Sight sight, Target target, Proof proof, ChangeContext context) {
        String user = LoginProof.user(proof);
        String shown = proof instanceof Proof.WithKey ? "key" : "password";
        String detail = said(sight, context);
        return switch (sight.obstacle()) {
            case LOGIN_REFUSED ->
                text(
                        "login.refused",
                        target,
                        user,
                        detail,
                        LoginUsers.words(change.record().login(), host(change, context)));
            case METHOD_REFUSED -> text("login.not." + shown, target, detail);
            case MORE_WANTED -> text("login.more." + shown, target, user, detail);
            case ASKED -> text("login.asked", target, user, detail);
            default -> text("login.everybody", target, user);
        };
    }

    /** What the server said, without secrets and short. */
    static String said(Sight sight, ChangeContext context) {
        return sight.detail() == null || sight.detail().isBlank()
                ? "-"
                : new Masking(context::mask).told(sight.detail(), LONGEST_WORDS);
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
