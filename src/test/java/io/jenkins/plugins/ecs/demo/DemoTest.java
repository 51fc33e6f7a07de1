package io.jenkins.plugins.ecs.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.simulator.Region;
import org.junit.jupiter.api.Test;

/** The terminal demo's exit codes. */
class DemoTest {

    @Test
    void exitsWith0AfterADryRun() {
        assertEquals(0, Demo.run("terminal", "--server", Region.SERVER, "--image", Region.IMAGE, "--dry-run"));
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
