package io.jenkins.plugins.ecs.oschange.phase;

import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.LoginNote;

/** As whom, and by what, a change logs in to its new system. */
final class LoginProof {

    private LoginProof() {}

    /** With the user that is meant where none is named, and the host key that was vouched for. */
    static Proof of(ActiveChange change, ChangeContext context) throws MisconfiguredException {
        LoginNote note = change.record().login();
        if (note.isWindows()) {
            return Proof.NONE;
        }
        Proof proof = context.proof();
        if (proof instanceof Proof.WithKey with) {
            return new Proof.WithKey(user(with.user(), note), with.key());
        }
        return proof instanceof Proof.WithPassword with
                ? new Proof.WithPassword(
                        user(with.user(), note), with.password(), change.trial().vouched())
                : proof;
    }

    private static String user(String named, LoginNote note) {
        String usual = note.imageUser() == null ? "root" : note.imageUser();
        return named == null || named.isBlank() ? usual : named.strip();
    }

    /** @param proof one that logs in: by key or password */
    static String user(Proof proof) {
        return proof instanceof Proof.WithKey key ? key.user() : ((Proof.WithPassword) proof).user();
    }
}
