package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** A command that somebody runs on a simulated server by SSH. */
final class GuestCommand extends AbstractCommandSupport {

    private final SimulatedSsh ssh;

    GuestCommand(SimulatedSsh ssh, String command) {
        super(command, null);
        this.ssh = ssh;
    }

    @Override
    public void run() {
        try {
            LoginShell shell = ssh.shell();
            if (shell.text() != null) {
                say(shell.text());
                if (shell.exit() == null) {
                    getInputStream().readAllBytes(); // until the client goes
                }
                onExit(shell.exit() == null ? 0 : shell.exit());
                return;
            }
            String answer = ssh.answer(user(getServerSession()), getCommand());
            say(answer);
            onExit(0);
        } catch (IOException e) {
            onExit(1, e.getMessage());
        }
    }

    private void say(String text) throws IOException {
        getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        getOutputStream().flush();
    }

    private static String user(org.apache.sshd.server.session.ServerSession session) {
        return session.getUsername();
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
