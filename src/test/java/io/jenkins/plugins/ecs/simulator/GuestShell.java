package io.jenkins.plugins.ecs.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** What somebody finds who logs in to a simulated server: a few commands, and nothing of the machine that it runs on. */
final class GuestShell extends AbstractCommandSupport {

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
            say("This is " + ssh.serverName() + ", a simulated server. It knows: hostname, cat /etc/os-release, exit.\r\n");
            BufferedReader lines = new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
            String line;
            say("$ ");
            while ((line = lines.readLine()) != null && !line.strip().equals("exit")) {
                say(ssh.answer(user, line.strip()).replace("\n", "\r\n") + "$ ");
            }
            onExit(0);
        } catch (IOException e) {
            onExit(1, e.getMessage());
        }
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
