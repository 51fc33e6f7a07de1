package io.jenkins.plugins.ecs.simulator;

import java.util.List;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;

/** How the SSH server of a simulated server lets people in: as an image may have it in its {@code sshd_config}. */
public enum Door {
    KEY_OR_PASSWORD(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE),
    /** {@code PasswordAuthentication no}. */
    KEY(UserAuthPublicKeyFactory.INSTANCE),
    PASSWORD(UserAuthPasswordFactory.INSTANCE),
    /** The same with {@code ChallengeResponseAuthentication yes}: the password is asked for as a question. */
    QUESTION(UserAuthPublicKeyFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE),
    PASSWORD_OR_QUESTION(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE),
    /** {@code AuthenticationMethods publickey,password}. */
    KEY_AND_PASSWORD("publickey,password", UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE),
    /** {@code AuthenticationMethods password,keyboard-interactive}. */
    PASSWORD_AND_QUESTION(
            "password,keyboard-interactive",
            UserAuthPasswordFactory.INSTANCE,
            UserAuthKeyboardInteractiveFactory.INSTANCE),
    /** Asks for a code, unseen, as {@code pam_google_authenticator} does. */
    CODE("keyboard-interactive", UserAuthKeyboardInteractiveFactory.INSTANCE),
    /** Whoever comes. */
    OPEN(UserAuthNoneFactory.INSTANCE),
    /** Whoever has a key, as simple test servers, traps and some appliances do. */
    EVERY_KEY(UserAuthPublicKeyFactory.INSTANCE);

    private final String all;
    private final List<UserAuthFactory> methods;

    Door(UserAuthFactory... methods) {
        this(null, methods);
    }

    /** @param all what has to be given, one after the other; null where one of the methods is enough */
    Door(String all, UserAuthFactory... methods) {
        this.all = all;
        this.methods = List.of(methods);
    }

    void of(SshServer server) {
        server.setUserAuthFactories(methods);
        CoreModuleProperties.AUTH_METHODS.set(server, all);
        CoreModuleProperties.KB_SERVER_INTERACTIVE_PROMPT.set(
                server, this == CODE ? "Verification code: " : "Passwort: ");
    }
}
