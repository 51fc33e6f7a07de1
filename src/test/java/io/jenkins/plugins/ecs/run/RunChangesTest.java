package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.Util;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.LogRecorder;

/** The records of a run, each in a file of its own. */
class RunChangesTest extends WithScene {

    @Test
    void costTheSameHoweverManyThereAre() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        for (int i = 0; i < 300; i++) {
            Records.add(build, started());
        }
        Map<Path, String> before = files(build.getRootDir());
        ChangeRecord last = started();
        Records.add(build, last);
        Map<Path, String> after = files(build.getRootDir());
        after.entrySet().removeAll(before.entrySet());
        Path file = KeptChange.file(build.getRootDir(), last.id()).toPath();
        assertEquals(Map.of(file, after.get(file)), after);
        assertThat(Files.size(file), lessThan(4096L));
    }

    @Test
    void areWrittenAsSoonAsTheDiskAllows() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        ChangeRecord change = started();
        Records.add(build, change);
        KeptChange kept = RunChanges.in(build).kept(change.id());
        Path folder = new File(build.getRootDir(), KeptChange.FOLDER).toPath();
        Path aside = Files.move(folder, folder.resolveSibling("aside"));
        Files.createFile(folder); // nothing can be written below it
        change.enter(State.FAILED, Instant.now());
        assertThrows(IOException.class, () -> ChangeKeeper.keep(kept, change, build, false));
        UnsavedChanges.get().save();
        Files.delete(folder);
        Files.move(aside, folder);
        assertNotEquals(State.FAILED, onDisk(build, change).state());

        UnsavedChanges.get().save();

        assertEquals(State.FAILED, onDisk(build, change).state());
    }

    private static ChangeRecord onDisk(FreeStyleBuild build, ChangeRecord change) throws IOException {
        return KeptChange.inBuild(KeptChange.file(build.getRootDir(), change.id()))
                .record();
    }

    @Test
    void areThereWhenTheBuildIsLoadedAgain() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        Records.add(build, started());
        build.reload();
        assertEquals(1, RunChanges.in(build).records().size());
    }

    @Test
    void areAdoptedWhereNobodyDrivesThem() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        ChangeRecord left = started();
        Records.add(build, left);
        build.reload();
        assertNull(RunChanges.leftBehind(build, of(UUID.randomUUID().toString())));
        assertEquals(left.id(), RunChanges.leftBehind(build, of(Region.SERVER)));

        assertNotNull(RunChanges.in(build).process(left.id()));
        assertNull(RunChanges.leftBehind(build, of(Region.SERVER)));
    }

    @Test
    void areFoundAgainWhenTheQueuesAreLost() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        ChangeRecord left = started();
        left.attempts().sending();
        left.enter(State.UNCERTAIN, Instant.now());
        Records.add(build, left);
        build.getParent()._getRuns().purgeCache();
        Util.deleteRecursive(QueueFiles.folder());

        LostQueues.find();
        assertTrue(new File(QueueFiles.folder(), Region.SERVER + ".xml").exists());
        ServerQueue.get().sweep();
        ChangeRecord found =
                RunChanges.in(build.getParent().getBuildByNumber(1)).get(left.id());
        assertNotNull(JenkinsScene.awaitEnd(found).failure());
        assertFalse(found.state() == State.SUCCEEDED);
    }

    @Test
    void areFoundWhateverIsWrongWithOtherQueues() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        ChangeRecord left = started();
        left.attempts().sending();
        left.enter(State.UNCERTAIN, Instant.now());
        Records.add(build, left);
        ServerQueue.get().home();
        String entry = "<io.jenkins.plugins.ecs.run.QueueEntry>%s</io.jenkins.plugins.ecs.run.QueueEntry>";
        String incomplete = entry.formatted("<changeId>1</changeId><build>1</build>");
        String mine = entry.formatted("<changeId>%s</changeId><job>%s</job><build>1</build>"
                .formatted(left.id(), build.getParent().getFullName()));
        queue(Region.SERVER, incomplete + mine);
        queue("00000000-0000-4000-8000-000000000000", incomplete);
        queue("ffffffff-ffff-4fff-8fff-ffffffffffff", entry.formatted("<job>a</job>"));
        build.getParent()._getRuns().purgeCache();
        try (LogRecorder log = new LogRecorder()
                .record("io.jenkins.plugins.ecs", Level.WARNING)
                .capture(20)) {
            new DetachedChanges.Search().run();
            ChangeRecord found =
                    RunChanges.in(build.getParent().getBuildByNumber(1)).get(left.id());
            assertNotNull(JenkinsScene.awaitEnd(found).failure());
            assertThat(
                    log.getMessages().toString(), containsString("cannot read the record of an OS change of null#1"));
        }
        assertNotNull(ServerQueue.get()
                .ahead(new ChangeRecord("2", new ChangeRequest(Region.SERVER, Region.IMAGE)), build));
    }

    private static void queue(String server, String entries) throws IOException {
        Files.writeString(new File(QueueFiles.folder(), server + ".xml").toPath(), "<list>" + entries + "</list>");
    }

    private static ChangeRecord started() {
        ChangeRecord record =
                new ChangeRecord(UUID.randomUUID().toString(), new ChangeRequest(Region.SERVER, Region.IMAGE));
        for (State state : State.values()) {
            if (!state.ended()) {
                record.enter(state, Instant.now());
            }
        }
        return record;
    }

    /** Each with when it was written, and how long it is. */
    private static Map<Path, String> files(File folder) throws IOException {
        Map<Path, String> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder.toPath())) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                files.put(path, Files.getLastModifiedTime(path) + " " + Files.size(path));
            }
        }
        return files;
    }

    private static OsChangeParameters of(String serverId) {
        return new OsChangeParameters(serverId, Region.IMAGE);
    }
}
