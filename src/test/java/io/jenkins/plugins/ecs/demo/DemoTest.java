package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.simulator.Region;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminal demo's exit codes. */
class DemoTest {

    @Test
    void exitsWith0AfterADryRun() {
        assertEquals(0, Demo.run("terminal", "--server", Region.SERVER, "--image", Region.IMAGE, "--dry-run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--private-key", "--key-pair"})
    void waitsUntilTheNewSystemLetsIn(String login) throws Exception {
        String key = login.equals("--key-pair")
                ? Scene.KEY_PAIR
                : DemoKey.make().file().toString();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertEquals(
                    0,
                    Demo.run(
                            "terminal",
                            "--server",
                            Region.SERVER,
                            "--image",
                            Region.IMAGE,
                            login,
                            key,
                            "--poll-seconds",
                            "2",
                            "--wait-for-login"));
        } finally {
            System.setOut(before);
        }
        String log = out.toString(StandardCharsets.UTF_8);
        assertThat(log, matchesPattern("(?s).*Login as root on 127\\.0\\.\\d+\\.\\d+:\\d+.*"));
        assertThat(log, containsString("succeeded; cloud-init: done"));
        assertThat(log, not(containsString("PRIVATE KEY")));
    }

    @Test
    void leavesAServerAloneAndSavesNothingInADryRun() {
        assertEquals(
                0,
                Demo.run(
                        "terminal",
                        "--server",
                        Region.SERVER,
                        "--image",
                        Region.OLD_IMAGE,
                        "--skip-if-current",
                        "--save-image-as",
                        "undo-web-1"));
        assertEquals(
                0,
                Demo.run(
                        "terminal",
                        "--server",
                        Region.SERVER,
                        "--image",
                        Region.IMAGE,
                        "--dry-run",
                        "--save-image-as",
                        "undo-web-1"));
        assertEquals(
                2,
                Demo.run(
                        "terminal", "--server", Region.SERVER, "--image", Region.IMAGE, "--save-image-as", "undo/web"));
    }

    @Test
    void takesNames() {
        String[] names = {"terminal", "--server-name", "web-1", "--image-name", "Standard_Ubuntu*", "--dry-run"};
        assertEquals(0, Demo.run(names));
        assertEquals(1, Demo.run("terminal", "--server-name", "web", "--image-name", "Standard_Ubuntu*", "--dry-run"));
        assertEquals(2, Demo.run("terminal", "--server-name", "web-1", "--image-name", "*"));
    }

    @Test
    void exitsWith1WhenRefused() {
        assertEquals(1, Demo.run("terminal", "--server", Region.SERVER, "--image", Region.SERVER));
    }

    @Test
    void exitsWith2ForWhatIsMalformedOrMissing() {
        assertEquals(2, Demo.run("terminal", "--server", "web-1", "--image", Region.IMAGE));
        assertEquals(2, Demo.run("terminal", "--image", Region.IMAGE));
        assertEquals(
                2,
                Demo.run("terminal", "--server", Region.SERVER, "--image", Region.IMAGE, "--user-data", "missing.txt"));
        assertEquals(
                2,
                Demo.run(
                        "terminal",
                        "--server",
                        Region.SERVER,
                        "--image",
                        Region.IMAGE,
                        "--endpoint",
                        "http://example.com"));
        assertEquals(2, Demo.run("elsewhere"));
    }
}
