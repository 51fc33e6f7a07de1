package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Exposure;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every form of a record that a released version wrote is read by all later ones: a file for each in {@code src/test/resources}, which is never changed. */
class KeptChangeTest {

    private static final Path FIXTURES = Path.of("src/test/resources/io/jenkins/plugins/ecs/run/KeptChangeTest");

    @Test
    void readsVersion1() throws IOException {
        KeptChange kept = read("v1.xml");
        ChangeRecord record = kept.record();
        assertEquals("7c6e1c2e-0d4b-4a3e-9f39-2f6a3f1c9d10", record.id());
        assertEquals(State.FAILED, record.state());
        assertEquals(Exposure.IN_THE_CLOUDS_HANDS, record.exposure());
        assertTrue(AftermathNote.isDue(record));
        assertEquals("web-1", record.before().name());
        assertEquals(Duration.ofMinutes(30), record.request().timeout());
        assertEquals(6, record.history().entries().size());
        assertEquals("1", kept.home());
        assertEquals("https://ecs.example.com", kept.site().endpoint());
    }

    @Test
    void fillsInWhatIsMissing() throws IOException {
        ChangeRecord record = read("v1-bare.xml").record();
        assertEquals(State.QUEUED, record.state());
        assertTrue(record.history().entries().isEmpty());
        assertNotNull(record.stop());
        assertTrue(record.request().cloudInit());
        assertEquals(Duration.ofMinutes(30), record.request().timeout());
        assertEquals(Duration.ofSeconds(10), record.request().pollInterval());
        assertEquals(Exposure.UNTOUCHED, record.exposure());
    }

    @Test
    void neverTakesAStateThatItDoesNotKnowForUnsent() throws IOException {
        ChangeRecord record = read("v1-unknown-state.xml").record();
        assertEquals(State.UNCERTAIN, record.state());
        assertTrue(record.exposure().mayHaveSent());
        assertFalse(record.state().ended());
    }

    @Test
    void refusesANewerVersion() {
        IOException refused = assertThrows(IOException.class, () -> read("v2.xml"));
        assertThat(refused.getMessage(), containsString("not a record that this version of the plugin reads"));
    }

    private static KeptChange read(String name) throws IOException {
        return KeptChange.read(FIXTURES.resolve(name).toFile());
    }

    @Test
    void makesNoPathOfAnId() {
        assertEquals(
                "______etc_x.xml", KeptChange.file(new File("."), "../../etc/x").getName());
    }
}
