package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A job may be renamed or moved while it builds: its secrets are masked all the same, and given up at its end. */
class MovedJobTest extends SharedScene {

    private static final String ENCODED =
            Base64.getEncoder().encodeToString(JenkinsScene.PASSWORD.getBytes(StandardCharsets.UTF_8));

    private Folder from;

    private enum Move {
        RENAMED {
            @Override
            void of(Folder from, Job<?, ?> job, Folder to) throws Exception {
                job.renameTo("renamed");
            }
        },
        MOVED {
            @Override
            void of(Folder from, Job<?, ?> job, Folder to) throws Exception {
                MovedJobTest.move(job, to);
            }
        },
        WITH_ITS_FOLDER {
            @Override
            void of(Folder from, Job<?, ?> job, Folder to) throws Exception {
                MovedJobTest.move(from, to);
            }
        },
        WITH_ITS_FOLDER_RENAMED {
            @Override
            void of(Folder from, Job<?, ?> job, Folder to) throws Exception {
                from.renameTo("other");
            }
        };

        abstract void of(Folder from, Job<?, ?> job, Folder to) throws Exception;
    }

    static Stream<Arguments> moves() {
        return Stream.of(FrontEnd.values())
                .flatMap(frontEnd -> Stream.of(Move.values()).map(move -> Arguments.of(frontEnd, move)));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void keepsItsSecretsMasked(FrontEnd frontEnd, Move move) throws Exception {
        assumeFalse(Functions.isWindows(), "needs a shell");
        Run<?, ?> run = start(frontEnd);
        String before = run.getExternalizableId();

        move.of(from, run.getParent(), jenkins.createProject(Folder.class, "to"));

        assertFalse(run.getExternalizableId().equals(before));
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("plain ****", run);
        jenkins.assertLogContains("encoded ****", run);
        jenkins.assertLogNotContains(JenkinsScene.PASSWORD, run);
        jenkins.assertLogNotContains(ENCODED, run);
        assertGivenUp(run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @ParameterizedTest
    @EnumSource
    void givesItsSecretsUpWhenItIsAborted(FrontEnd frontEnd) throws Exception {
        Run<?, ?> run = start(frontEnd);
        assertTrue(ExtensionList.lookupSingleton(RunSecrets.OfRuns.class).hasAny(run));
        frontEnd.abort(run);
        jenkins.waitForCompletion(run);
        assertGivenUp(run);
    }

    @SuppressWarnings("unchecked")
    private static <I extends AbstractItem & TopLevelItem> void move(Item item, Folder to) throws IOException {
        Items.move((I) item, to);
    }

    private Run<?, ?> start(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        from = jenkins.createProject(Folder.class, "from");
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setKeyCredentialId("user-and-password");
        Run<?, ?> run = frontEnd.start(from, asked, "plain " + JenkinsScene.PASSWORD, "encoded " + ENCODED);
        jenkins.waitForMessage("Cloud job: INIT", run);
        return run;
    }

    /** A build is finalised right after it has ended. */
    private static void assertGivenUp(Run<?, ?> run) throws InterruptedException {
        RunSecrets.OfRuns secrets = ExtensionList.lookupSingleton(RunSecrets.OfRuns.class);
        for (int i = 0; i < 100 && secrets.hasAny(run); i++) {
            Thread.sleep(100);
        }
        assertFalse(secrets.hasAny(run));
    }
}
