package io.jenkins.plugins.ecs.scale;

import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A simulated cloud in a process of its own, so that what it costs is not the controller's. It takes one command a line, and answers with one number or word. */
final class CloudProcess implements AutoCloseable {

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;
    private final String endpoint;

    CloudProcess(int servers) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloudProcess.class.getName(),
                        String.valueOf(servers))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
        endpoint = answers.readLine();
    }

    String endpoint() {
        return endpoint;
    }

    static String server(int number) {
        return new UUID(0, number).toString();
    }

    /** How many requests came so far. */
    int requests() throws IOException {
        return ask("requests");
    }

    /** How many changes of an OS were begun. */
    int changes() throws IOException {
        return ask("changes");
    }

    /** How many requests for one came, accepted or not. */
    int changeRequests() throws IOException {
        return ask("changerequests");
    }

    /** How many different jobs were asked for since this was asked last. */
    int jobsLookedAt(int sinceRequest) throws IOException {
        return ask("looked " + sinceRequest);
    }

    /** Lets all jobs end within this time. */
    void finishWithin(int seconds) throws IOException {
        ask("finish " + seconds);
    }

    private int ask(String command) throws IOException {
        commands.println(command);
        return Integer.parseInt(answers.readLine());
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The process itself. */
    public static void main(String[] args) throws IOException {
        SimulatedCloud cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofHours(2));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            cloud.region().addServer(server(i), "web-" + i, "SHUTOFF");
        }
        System.out.println(cloud.endpoint());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(cloud, line.split(" ")));
        }
    }

    private static long answer(SimulatedCloud cloud, String[] command) {
        switch (command[0]) {
            case "requests":
                return cloud.requestCount();
            case "changes":
                return cloud.region().changes();
            case "changerequests":
                return cloud.changeRequests();
            case "looked":
                List<SimulatedCloud.Request> all = cloud.requests();
                return all.subList(Integer.parseInt(command[1]), all.size()).stream()
                        .map(SimulatedCloud.Request::path)
                        .filter(path -> path.contains("/jobs/"))
                        .distinct()
                        .count();
            case "finish":
                Duration time = Duration.ofSeconds(Integer.parseInt(command[1]));
                cloud.region().finishJobsWithin(time, new SplittableRandom());
                return 0;
            default:
                throw new IllegalArgumentException(command[0]);
        }
    }
}
