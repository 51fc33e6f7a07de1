package io.jenkins.plugins.ecs.simulator;

import java.util.List;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.DirectTcpipFactory;

/** What the SSH server of a simulated server does for those who are in, and want a command to be run. */
public enum LoginShell {
    USUAL,
    /** {@code /usr/sbin/nologin}. */
    NOLOGIN("This account is currently not available.\n", 1),
    /** {@code /bin/false}. */
    FALSE("", 1),
    /** An account whose password has expired, such as cloud-init's {@code chpasswd} sets it. */
    EXPIRED("Password change required but no TTY available.\n", 1),
    /** A {@code ForceCommand} that waits for a choice. */
    MENU("Welcome.\n1) Configure\n2) Leave\n", null),
    /** Refuses to run commands. */
    NO_EXEC,
    /** {@code MaxSessions 0}: for tunnels only. */
    NO_SESSION;

    private final String text;
    private final Integer exit;

    LoginShell() {
        this(null, 0);
    }

    LoginShell(String text, Integer exit) {
        this.text = text;
        this.exit = exit;
    }

    /** What it prints instead of running anything, or null where it runs it. */
    String text() {
        return text;
    }

    /** Null where it does not end. */
    Integer exit() {
        return exit;
    }

    void of(SshServer server, SimulatedSsh ssh) {
        server.setCommandFactory(this == NO_EXEC ? null : (channel, command) -> new GuestCommand(ssh, command));
        if (this == NO_SESSION) {
            server.setChannelFactories(List.of(DirectTcpipFactory.INSTANCE));
        }
    }
}
