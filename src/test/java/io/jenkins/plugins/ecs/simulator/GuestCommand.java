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
            String answer = ssh.answer(user(getServerSession()), getCommand());
            getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            getOutputStream().flush();
            onExit(0);
        } catch (IOException e) {
            onExit(1, e.getMessage());
        }
    }

    private static String user(org.apache.sshd.server.session.ServerSession session) {
        return session.getUsername();
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
