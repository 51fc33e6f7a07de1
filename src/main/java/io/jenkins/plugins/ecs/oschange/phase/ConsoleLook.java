package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.FailureClass.Verdict;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.HostKey;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import java.time.Duration;

/** Whether the server's console names the host key that was seen: only then is a password sent to it. Where it does not for long, or cannot be read, it has to do that SSH answers. */
final class ConsoleLook {

    /** cloud-init writes the host keys to the console when it ends, some time after SSH answers. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final int LINES = 500;

    private ConsoleLook() {}

    static Duration advance(ActiveChange change, LoginTrial trial, ChangeContext context)
            throws CloudException, MisconfiguredException {
        HostKey key = trial.unvouched();
        try {
            change.client(context).charge();
            SecretText console =
                    change.client(context).consoleOutput(change.record().serverId(), LINES);
            trial.unvouched(null);
            if (key.isNamedIn(console)) {
                trial.vouched(key.fingerprint());
                change.say(text("login.vouched"), context);
                return Duration.ZERO;
            }
        } catch (CloudException e) {
            boolean passing =
                    !(e instanceof RefusedException refused) || refused.kind().forLookup() == Verdict.RETRY;
            if (passing && !isOver(change, trial, context)) {
                throw e;
            }
            return give(change, text("login.console.refused", CloudWords.told(e)), context);
        }
        if (isOver(change, trial, context)) {
            return give(change, text("login.console.silent"), context);
        }
        LoggingIn.tryNextAddress(change);
        return LoggingIn.trouble(
                change, text("login.console.waits"), change.request().pollInterval(), context);
    }

    private static boolean isOver(ActiveChange change, LoginTrial trial, ChangeContext context) {
        Duration timeout = change.request().loginWait().timeout();
        return trial.hasAnsweredFor(LONGEST, change.now(context))
                || change.sinceState(context).compareTo(timeout) >= 0;
    }

    private static Duration give(ActiveChange change, String why, ChangeContext context) {
        change.warn(why, context);
        String address = change.record().login().address();
        return LoggingIn.succeed(change, text("login.done.hostKey", address), context);
    }
}
