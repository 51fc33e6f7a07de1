package io.jenkins.plugins.ecs.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelExec;

/** One command on a server. Threads: as its session. */
final class Command extends ChannelExec {

    private volatile boolean refused;

    /** @param answer gets what it prints, on both of its streams */
    Command(String command, Answer answer) {
        super(command, StandardCharsets.UTF_8, null, Map.of());
        setOut(answer);
        setErr(answer);
    }

    /** The server does not run it: no failure of ours that the log of the process would have to tell. */
    @Override
    public void handleFailure() throws IOException {
        refused = true;
        close(true);
    }

    /** Whether it has ended, or never begun, and not only its connection. */
    boolean hasEnded() {
        return refused || getExitStatus() != null || getExitSignal() != null;
    }
}
