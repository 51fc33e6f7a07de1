package io.jenkins.plugins.ecs.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However {@code ./demo} is ended, nothing that it has started goes on. Maven and Jenkins are stand-ins here, the simulated cloud is the real one. */
@DisabledOnOs(OS.WINDOWS)
class DemoScriptTest {

    /** Waits for its child as Maven waits for Jenkins, and leaves it behind when it is ended. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            case "$*" in
                -v) echo "Apache Maven 3.9.11" ;;
                *hpi:run*) sleep 600 & wait ;;
            esac
            """;

    private static final String FAILING_MAVEN = MAVEN.replace("sleep 600 & wait", "exit 7");

    private static final String STARTING_MAVEN = MAVEN.replace(
            "sleep 600 & wait", "echo 'INFO hudson.lifecycle.Lifecycle#onReady: Jenkins is fully up and running'");

    private static final String COMPILER = """
            #!/usr/bin/env bash
            echo javac 21.0.1
            """;

    private static final String JAVA = """
            #!/usr/bin/env bash
            exec '%s/bin/java' "$@"
            """;

    private static final Pattern ENDPOINT =
            Pattern.compile("^endpoint +http://127\\.0\\.0\\.1:(\\d+)", Pattern.MULTILINE);

    @TempDir
    Path project;

    private Process demo;
    private List<ProcessHandle> started = List.of();

    @BeforeEach
    void project() throws IOException {
        copy("demo");
        copy("scripts");
        copy("src/test/resources/io/jenkins/plugins/ecs/demo/home");
        write("engine/target/demo.classpath", System.getProperty("java.class.path"));
        write("tools/mvn", MAVEN).toFile().setExecutable(true);
        write("jdk/bin/javac", COMPILER).toFile().setExecutable(true);
        write("jdk/bin/java", JAVA.formatted(System.getProperty("java.home")))
                .toFile()
                .setExecutable(true);
    }

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(ProcessHandle::destroyForcibly);
        if (demo != null) {
            demo.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT", "KILL"})
    void endsWhole(String signal) throws Exception {
        assumeTrue(ends(signal), "this process has been started with " + signal + " ignored");
        demo = start();
        int port = assertTimeoutPreemptively(Duration.ofMinutes(1), this::portOfTheCloud);
        assertTrue(listens(port));

        kill(signal, demo.toHandle());

        for (ProcessHandle each : started) {
            each.onExit().get(30, TimeUnit.SECONDS);
        }
        assertEquals(128 + number(signal), demo.waitFor());
        assertFalse(listens(port));
    }

    @Test
    void endsWithMavenAndFailsAsItDoes() throws Exception {
        write("tools/mvn", FAILING_MAVEN);
        demo = start();
        assertTrue(demo.waitFor(1, TimeUnit.MINUTES));

        String log = Files.readString(project.resolve("log.txt"));
        assertEquals(7, demo.exitValue(), log);
        Matcher endpoint = ENDPOINT.matcher(log);
        assertTrue(endpoint.find(), log);
        assertFalse(listens(Integer.parseInt(endpoint.group(1))));
    }

    @Test
    void tellsTheJobsWhereTheServersLetIn() throws Exception {
        write("tools/mvn", FAILING_MAVEN);
        demo = start();
        assertTrue(demo.waitFor(1, TimeUnit.MINUTES));

        String log = Files.readString(project.resolve("log.txt"));
        assertLogin(log, "web-1", "change-os-pipeline", "loginHost: '%2$s',\n    loginPort: %1$s)");
        String elements = "<loginHost>%2$s</loginHost>\n        <loginPort>%1$s</loginPort>";
        assertLogin(log, "db-1", "change-os-freestyle", elements);
    }

    private void assertLogin(String log, String server, String job, String lines) throws IOException {
        Matcher told = Pattern.compile("(?m)^login +" + server + ": ssh .* -p (\\d+) root@(127\\.0\\.[\\d.]+)$")
                .matcher(log);
        assertTrue(told.find(), log);
        String config = Files.readString(project.resolve("target/demo/home/jobs/" + job + "/config.xml"));
        assertTrue(config.contains(lines.formatted(told.group(1), told.group(2))), config);
    }

    @Test
    void tellsWhereJenkinsIsOnceItIsUp() throws Exception {
        write("tools/mvn", STARTING_MAVEN);
        demo = start();
        assertTrue(demo.waitFor(1, TimeUnit.MINUTES));

        String log = assertTimeoutPreemptively(Duration.ofMinutes(1), this::logToItsEnd);
        String up = log.substring(log.indexOf("up and running"));
        assertTrue(up.contains("\nOpen http://localhost:"), log);
        assertTrue(up.contains("\naccess key "), log);
    }

    /** What Jenkins printed may come a moment after the demo has ended. */
    private String logToItsEnd() throws Exception {
        while (true) {
            String log = Files.readString(project.resolve("log.txt"));
            if (log.endsWith("interrupt to stop.\n") && log.contains("up and running")) {
                return log;
            }
            Thread.sleep(50);
        }
    }

    @Test
    void namesAFleetByTagAndImagesOfItsOwn() throws Exception {
        write("tools/mvn", FAILING_MAVEN);
        demo = start();
        assertTrue(demo.waitFor(1, TimeUnit.MINUTES));

        String log = Files.readString(project.resolve("log.txt"));
        for (String server : List.of("web-1, SHUTOFF", "web-2, ACTIVE", "web-3, ACTIVE")) {
            assertTrue(log.contains(server + ", tag role=web\n"), log);
        }
        assertTrue(log.contains("db-1, ACTIVE, tag role=db\n"), log);
        assertTrue(log.contains("golden-web-42 (private, of this project)\n"), log);
    }

    private Process start() throws IOException {
        ProcessBuilder command = new ProcessBuilder(project.resolve("demo").toString());
        command.environment().put("PATH", project.resolve("tools") + File.pathSeparator + System.getenv("PATH"));
        command.environment().put("JAVA_HOME", project.resolve("jdk").toString());
        command.redirectErrorStream(true);
        command.redirectOutput(project.resolve("log.txt").toFile());
        return command.start();
    }

    /** Returns once the cloud and the stand-in for Jenkins run. */
    private int portOfTheCloud() throws Exception {
        while (true) {
            String log = Files.readString(project.resolve("log.txt"));
            started = demo.descendants().toList();
            Matcher endpoint = ENDPOINT.matcher(log);
            if (log.contains("Jenkins is starting") && runs("sleep 600") && endpoint.find()) {
                return Integer.parseInt(endpoint.group(1));
            }
            assertTrue(demo.isAlive(), log);
            Thread.sleep(50);
        }
    }

    private boolean runs(String command) {
        return started.stream()
                .anyMatch(each -> each.info().commandLine().orElse("").endsWith(command));
    }

    private static boolean listens(int port) {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** No shell can undo that a signal is ignored from its start on, as HUP is below nohup. */
    private static boolean ends(String signal) throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        kill(signal, process.toHandle());
        boolean ended = process.waitFor(2, TimeUnit.SECONDS);
        process.destroyForcibly();
        return ended;
    }

    private static void kill(String signal, ProcessHandle process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    private static int number(String signal) {
        return switch (signal) {
            case "HUP" -> 1;
            case "INT" -> 2;
            case "KILL" -> 9;
            default -> 15;
        };
    }

    private void copy(String what) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(what))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private Path write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
