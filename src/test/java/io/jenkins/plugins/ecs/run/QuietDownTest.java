package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While Jenkins prepares to shut down, what was not sent waits, and what was sent is followed. */
class QuietDownTest extends WithScene {

    @ParameterizedTest
    @EnumSource
    void holdsWhatWasNotSent(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        Run<?, ?> first = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", first);
        Run<?, ?> second = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Queued: waiting for another build", second);

        jenkins.jenkins.doQuietDown(false, 0, null, false);
        JenkinsScene.awaitLine("Jenkins is preparing to shut down", second);
        scene.cloud.region().finishJobs();
        // The change goes on; a Pipeline itself pauses.
        assertEquals(State.SUCCEEDED, JenkinsScene.awaitEnd(change(first)).state());
        scene.cloud.region().addServer(Region.SERVER, "web-1", "SHUTOFF");
        ChangeClock clock = ChangeClock.get();
        int waiting = clock.waiting();
        for (int i = 0; i < 40; i++) {
            clock.pass(Duration.ofSeconds(5));
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                while (clock.waiting() < waiting) { // it is asked for, and comes back
                    Thread.sleep(5);
                }
            });
        }
        assertEquals(1, scene.cloud.changeRequests());

        jenkins.jenkins.doCancelQuietDown();
        jenkins.waitForMessage("Cloud job: INIT", second);
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        assertEquals(2, scene.cloud.changeRequests());
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
