package io.jenkins.plugins.ecs.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** What somebody finds who logs in to a simulated server: a few commands, and nothing of the machine that it runs on. */
final class GuestShell extends AbstractCommandSupport {

    private static final int END_OF_TEXT = 3;
    private static final int END_OF_TRANSMISSION = 4;
    private static final int DELETE = 127;

    private final SimulatedSsh ssh;
    private final String user;

    GuestShell(SimulatedSsh ssh, String user) {
        super("shell", null);
        this.ssh = ssh;
        this.user = user;
    }

    @Override
    public void run() {
        try {
            say("This is " + ssh.serverName()
                    + ", a simulated server. It knows: hostname, cat /etc/os-release, exit.\r\n");
            String line;
            say("$ ");
            while ((line = line()) != null && !line.strip().equals("exit")) {
                say(ssh.answer(user, line.strip()).replace("\n", "\r\n") + "$ ");
            }
            onExit(0);
        } catch (IOException e) {
            onExit(1, e.getMessage());
        }
    }

    /** @return null at the end of the input, or where it is broken off; at a terminal what is typed is shown */
    private String line() throws IOException {
        boolean terminal = getEnvironment().getEnv().containsKey(Environment.ENV_TERM);
        StringBuilder line = new StringBuilder();
        int typed;
        while ((typed = getInputStream().read()) != '\r' && typed != '\n') {
            if (typed < 0 || typed == END_OF_TEXT || typed == END_OF_TRANSMISSION) {
                return null;
            }
            boolean deletes = typed == DELETE || typed == '\b';
            if (deletes && line.length() > 0) {
                line.setLength(line.length() - 1);
            } else if (!deletes) {
                line.append((char) typed);
            }
            say(!terminal ? "" : deletes ? "\b \b" : String.valueOf((char) typed));
        }
        say(terminal ? "\r\n" : "");
        return line.toString();
    }

    private void say(String text) throws IOException {
        OutputStream out = getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static String answer(SimulatedServer server, String command) {
        return switch (command) {
            case "" -> "";
            case "hostname" -> server.name() + "\n";
            case "cat /etc/os-release" ->
                "PRETTY_NAME=\"" + server.json().at("/metadata/image_name").asText() + "\"\n";
            default -> "sh: " + command.split(" ")[0] + ": not found in this simulation\n";
        };
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
