package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
        assertNull(RunContext.leftBehind(build, of(UUID.randomUUID().toString())));
        assertEquals(left.id(), RunContext.leftBehind(build, of(Region.SERVER)));

        assertNotNull(RunChanges.in(build).process(left.id()));
        assertNull(RunContext.leftBehind(build, of(Region.SERVER)));
    }

    @Test
    void areFoundAgainWhenTheQueuesAreLost() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        ChangeRecord left = started();
        left.sending();
        left.enter(State.UNCERTAIN, Instant.now());
        Records.add(build, left);
        build.getParent()._getRuns().purgeCache();
        Util.deleteRecursive(ServerQueue.folder());

        LostQueues.find();
        assertTrue(new File(ServerQueue.folder(), Region.SERVER + ".xml").exists());
        ServerQueue.get().sweep();
        ChangeRecord found =
                RunChanges.in(build.getParent().getBuildByNumber(1)).get(left.id());
        assertNotNull(JenkinsScene.awaitEnd(found).failure());
        assertFalse(found.state() == State.SUCCEEDED);
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
