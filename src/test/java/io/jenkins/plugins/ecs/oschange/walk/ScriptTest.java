package io.jenkins.plugins.ecs.oschange.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scripts can be printed and parsed, walks are reproducible, and shrinking keeps what matters. */
class ScriptTest {

    private static final int TRIES = 300;

    @Test
    void readsWhatItPrints() {
        Set<Happening> seen = new HashSet<>();
        for (long seed = 0; seed < TRIES; seed++) {
            Script script = Dice.script(seed);
            script.events().forEach(event -> seen.add(event.what()));
            assertEquals(script, Script.parse(script.toString()));
        }
        assertEquals(Happening.values().length, seen.size(), () -> "never cast: " + missing(seen));
    }

    private static List<Happening> missing(Set<Happening> seen) {
        return List.of(Happening.values()).stream()
                .filter(what -> !seen.contains(what))
                .toList();
    }

    @Test
    void refusesWhatIsNoScript() {
        assertThrows(IllegalArgumentException.class, () -> Script.parse("| ASK CHANGE_OS: LOSE_REPLY"));
        assertThrows(IllegalArgumentException.class, () -> Script.parse("NO_KNOB=1 |"));
    }

    @Test
    void walksThePlainWayToASuccess() {
        Outcome outcome = Walk.told(Script.parse("|"));
        assertEquals("SUCCEEDED", outcome.end());
        assertEquals("[]", outcome.violations().toString());
        assertTrue(outcome.story().stream().anyMatch(line -> line.contains("US CHANGE_OS DONE")));
    }

    @Test
    void walksTheSameWayTwice() {
        Script script = Script.parse("STATUS=1 STOP=2 | STATE STOPPING 2: CRASH 3; ASK CHANGE_OS 1: LOSE_REPLY 0");
        assertEquals(Walk.told(script).story(), Walk.told(script).story());
    }

    @Test
    void shrinksToWhatMatters() {
        Script lengthy = Script.parse(
                "LOGIN=3 LAG=1 | STEP any 3: SOMEBODY_TAGS 4; STATE CHECKED 1: CRASH 2; ASK CHANGE_OS 2: SLOW 1");
        Script shrunk = Shrinker.shrink(
                lengthy, script -> script.events().stream().anyMatch(event -> event.what() == Happening.CRASH));
        assertEquals("| STATE CHECKED 1: CRASH 0", shrunk.toString().strip());
    }
}
