package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The names of images that a guardrail allows. */
class GuardRailsTest {

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** A search that goes back for each of them would not end in the lifetime of the cloud; the name is somebody else's. */
    @Test
    void comparesAnyPatternWithAnyNameAtOnce() {
        String pattern = "*a".repeat(40) + "b";
        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertEquals(State.FAILED, dryRun(pattern, "a".repeat(128))));
        assertEquals(State.SUCCEEDED, dryRun(pattern, "a".repeat(127) + "b"));
    }

    @Test
    void takesStarsForAnyCharactersAndNothingElse() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String pattern = text(random, "ab*.");
            String name = text(random, "ab.");
            boolean allowed = Pattern.matches(
                    Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                    name);
            assertEquals(
                    allowed ? State.SUCCEEDED : State.FAILED, dryRun(pattern, name), () -> pattern + " for " + name);
        }
    }

    private static String text(Random random, String letters) {
        return random.ints(1 + random.nextInt(5), 0, letters.length())
                .mapToObj(at -> letters.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    private State dryRun(String allowed, String name) {
        rig.guardRails = new GuardRails("otc", null, List.of(allowed));
        rig.cloud.region().image(Region.IMAGE).put("name", name);
        return rig.run(rig.request().dryRun(true)).state();
    }
}
