package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.login.Sight.Obstacle;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** One attempt to log in: how the proof is given, and what the server says of it. Threads: those of its session, one at a time. */
final class Attempt implements UserInteraction {

    private static final String KEY = UserAuthPublicKeyFactory.NAME;
    private static final String PASSWORD = UserAuthPasswordFactory.NAME;
    private static final String KEYBOARD = UserAuthKeyboardInteractiveFactory.NAME;

    /** What is asked for unseen as well, and is no password. */
    private static final Pattern CODE = Pattern.compile("(?i)code|otp|token|\\bpin\\b|factor|challenge|验证码");

    private final Proof proof;
    private volatile List<String> offered = List.of();
    private volatile List<String> further;
    private volatile String passwordPrompt;
    private volatile String question;
    private volatile boolean tried;
    private volatile boolean refused;
    private volatile boolean proven;

    Attempt(Proof proof) {
        this.proof = proof;
    }

    /** Gives the session what it logs in with. */
    void equip(ClientSession session) {
        if (proof instanceof Proof.WithKey with) {
            session.addPublicKeyIdentity(with.key());
            session.setPublicKeyAuthenticationReporter(new KeyReporter());
        } else if (proof instanceof Proof.WithPassword with) {
            session.addPasswordIdentity(with.password().reveal());
            session.setPasswordAuthenticationReporter(new PasswordReporter());
        }
        session.setUserInteraction(this);
    }

    /** By what it can log in. A password is not given twice: {@code keyboard-interactive} is for servers that do not offer {@code password}. */
    List<String> methods() {
        return proof instanceof Proof.WithKey
                ? List.of(KEY)
                : offered.contains(PASSWORD) ? List.of(PASSWORD) : List.of(PASSWORD, KEYBOARD);
    }

    /** @param partly whether the last proof was accepted, but is not enough */
    void answered(List<String> methods, boolean partly) {
        further = partly ? methods : further;
        refused |= tried && !partly;
        offered = methods;
    }

    /** Whether the server has seen the key's signature, or the password: else it has let in somebody of whom it knows nothing. */
    boolean isProven() {
        return proven;
    }

    /** @return null where the server broke off, and did not refuse */
    Sight refusal(Throwable reason, HostKey hostKey) {
        boolean exhausted = reason instanceof SshException told
                && told.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
        if (question != null) {
            return Sight.of(Obstacle.ASKED, question, hostKey);
        }
        if (further != null) {
            return Sight.of(Obstacle.MORE_WANTED, String.join(", ", further), hostKey);
        }
        if (refused) {
            return Sight.of(Obstacle.LOGIN_REFUSED, String.join(", ", offered), hostKey);
        }
        return exhausted && !tried ? Sight.of(Obstacle.METHOD_REFUSED, String.join(", ", offered), hostKey) : null;
    }

    /** The first question that is to be answered unseen is that for the password, in whatever language, unless it is for a code; there is no answer to any other. */
    @Override
    public String[] interactive(
            ClientSession session, String name, String instruction, String language, String[] prompts, boolean[] echo) {
        String asked = String.join(" ", Arrays.asList(prompts)).strip();
        boolean forPassword =
                prompts.length == 1 && !echo[0] && !CODE.matcher(asked).find();
        if (proof instanceof Proof.WithPassword with && passwordPrompt == null && forPassword) {
            passwordPrompt = asked;
            tried = true;
            proven = true;
            return new String[] {with.password().reveal()};
        }
        boolean again = asked.equals(passwordPrompt);
        refused |= again;
        question = again ? null : asked;
        return null;
    }

    @Override
    public String getUpdatedPassword(ClientSession session, String prompt, String language) {
        question = prompt;
        return null;
    }

    private final class KeyReporter implements PublicKeyAuthenticationReporter {
        @Override
        public void signalAuthenticationAttempt(
                ClientSession session, String service, KeyPair identity, String signature) {
            tried = true;
        }

        @Override
        public void signalSignatureAttempt(
                ClientSession session, String service, KeyPair identity, String signature, byte[] signed) {
            proven = true;
        }
    }

    private final class PasswordReporter implements PasswordAuthenticationReporter {
        @Override
        public void signalAuthenticationAttempt(
                ClientSession session, String service, String old, boolean modified, String password) {
            tried = true;
            proven = true;
        }
    }
}
