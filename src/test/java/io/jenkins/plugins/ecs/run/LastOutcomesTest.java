package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a controller keeps of the changes that have ended. */
class LastOutcomesTest extends WithScene {

    private static final Instant BEGIN = Instant.parse("2026-01-15T08:30:00Z");

    private LastOutcomes outcomes;

    @BeforeEach
    void start() {
        outcomes = LastOutcomes.get();
    }

    @ParameterizedTest
    @EnumSource
    void comeFromBuilds(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));
        scene.cloud.region().at(Region.SERVER).json().put("locked", true);
        frontEnd.run(jenkins, JenkinsScene.parameters());

        List<ChangeSummary> kept = new LastOutcomes().all();
        assertThat(kept, hasSize(2));
        assertEquals(Kind.REFUSED, kept.get(0).failureKind());
        assertThat(kept.get(0).message(), containsString("locked"));
        ChangeSummary first = kept.get(1);
        assertEquals(State.SUCCEEDED, first.state());
        assertEquals(run.getExternalizableId(), first.job() + '#' + first.build());
        assertEquals(
                "simulated web-1 " + Region.SERVER, first.site() + ' ' + first.serverName() + ' ' + first.serverId());
        assertTrue(first.millis() >= 1000, String.valueOf(first.millis()));
        assertThat(Files.readString(file()), not(containsString(JenkinsScene.SECRET_KEY)));
    }

    @ParameterizedTest
    @EnumSource
    void areNoneOfServersThatWereLeftAlone(FrontEnd frontEnd) throws Exception {
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setDryRun(true);
        frontEnd.run(jenkins, asked);
        asked.setDryRun(false);
        asked.setSkipIfCurrent(true);
        scene.cloud.region().at(Region.SERVER).rebuiltFrom(asked.getImageId(), "Ubuntu", null);
        jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, asked));

        assertThat(outcomes.all(), hasSize(0));
    }

    private static ChangeRecord ended(String id, int minute, Kind kind) {
        ChangeRecord record = new ChangeRecord(id, new ChangeRequest(Region.SERVER, Region.IMAGE));
        record.enter(State.PREPARING, BEGIN);
        if (kind != null) {
            record.failure(new ChangeFailure(kind, "reason"));
        }
        record.enter(kind == null ? State.SUCCEEDED : State.FAILED, BEGIN.plusSeconds(60L * minute));
        return record;
    }

    @Test
    void areTheLastOnesAndWhatNobodyKnows() throws Exception {
        outcomes.note(ended("unknown", 0, Kind.UNKNOWN), "job", 1);
        for (int i = 1; i <= 3 * LastOutcomes.MOST; i++) {
            outcomes.note(ended("change-" + i, i, Kind.FAILED), "job", i);
        }
        for (LastOutcomes each : List.of(outcomes, new LastOutcomes())) {
            List<ChangeSummary> all = each.all();
            assertThat(all, hasSize(LastOutcomes.MOST));
            assertEquals("change-" + 3 * LastOutcomes.MOST, all.get(0).id());
            assertEquals("unknown", all.get(LastOutcomes.MOST - 1).id());
        }
        assertThat(Files.readAllLines(file()).size(), lessThanOrEqualTo(2 * LastOutcomes.MOST));
    }

    @Test
    void areToldAnewWhenMoreIsFoundOut() throws Exception {
        ChangeRecord change = ended("lost", 1, Kind.UNKNOWN);
        outcomes.note(change, "job", 1);
        outcomes.note(change, "job", 1);
        assertThat(Files.readAllLines(file()), hasSize(1));
        assertThat(outcomes.unknown(), hasSize(1));

        change.aftermath(new AftermathNote(BEGIN));
        change.aftermath().end(AftermathNote.Outcome.CHANGED, "found", BEGIN.plusSeconds(600));
        outcomes.note(change, "job", 1);

        for (LastOutcomes each : List.of(outcomes, new LastOutcomes())) {
            assertThat(each.all(), hasSize(1));
            assertEquals("found", each.all().get(0).message());
            assertThat(each.unknown(), hasSize(0));
        }
    }

    @Test
    void areSettledByALaterSuccess() {
        outcomes.note(ended("lost", 1, Kind.UNKNOWN), "job", 1);
        outcomes.note(ended("before", 0, null), "job", 2);
        outcomes.note(ended("refused", 2, Kind.REFUSED), "job", 3);
        assertThat(outcomes.unknown(), hasSize(1));
        outcomes.note(ended("again", 3, null), "job", 4);
        assertThat(outcomes.unknown(), hasSize(0));
    }

    @Test
    void surviveALineThatACrashCutOff() throws Exception {
        outcomes.note(ended("first", 1, null), "job", 1);
        Files.writeString(file(), "{\"id\":\"second\",\"jo", StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        LastOutcomes next = new LastOutcomes();
        next.note(ended("third", 3, null), "job", 3);

        assertEquals(List.of("third", "first"), ids(new LastOutcomes()));
        assertEquals(ids(next), ids(new LastOutcomes()));
    }

    @Test
    void areReadFromAnotherVersion() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), """
                {"id":"a","job":"x","build":1,"state":"SUCCEEDED","changed":true,"new":{"of":1}}
                {"id":"b","job":"x","build":2,"state":"NEVER_HEARD_OF"}
                {"id":"c","job":"x","build":3,"state":"FAILED","failureKind":"NEVER_HEARD_OF"}
                nonsense
                """);
        assertEquals(
                List.of("a", "c"), ids(new LastOutcomes()).stream().sorted().toList());
    }

    @Test
    void followAMove() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("first");
        outcomes.note(ended("change", 1, null), "first", 1);
        outcomes.note(ended("other", 2, null), "first-other", 1);
        Items.move(job, jenkins.createProject(Folder.class, "to"));
        for (LastOutcomes each : List.of(outcomes, new LastOutcomes())) {
            assertEquals(
                    List.of("first-other", "to/first"),
                    each.all().stream().map(ChangeSummary::job).toList());
        }
        assertFalse(Files.readString(file()).contains("\"first\""));
    }

    private static List<String> ids(LastOutcomes outcomes) {
        return outcomes.all().stream().map(ChangeSummary::id).toList();
    }

    private Path file() {
        return jenkins.jenkins.getRootDir().toPath().resolve("ecs-change-os/outcomes.jsonl");
    }
}
