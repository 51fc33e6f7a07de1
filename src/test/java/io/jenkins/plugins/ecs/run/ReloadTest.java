package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator has Jenkins read its configuration from disk again while the controller follows a change. */
class ReloadTest extends WithScene {

    @BeforeEach
    void lookOften() {
        System.setProperty(DetachedChanges.class.getName() + ".seconds", "1");
        scene.cloud.jobsTake(Duration.ofHours(1));
    }

    @AfterEach
    void lookAsUsual() {
        System.clearProperty(DetachedChanges.class.getName() + ".seconds");
    }

    @ParameterizedTest
    @EnumSource
    void goesOnTellingTheSame(FrontEnd frontEnd) throws Exception {
        Run<?, ?> before = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("Cloud job: INIT", before);
        frontEnd.abort(before);
        jenkins.waitForCompletion(before);
        JenkinsScene.awaitEnd(RunChanges.in(before).records().get(0));

        jenkins.jenkins.reload();

        Run<?, ?> after = jenkins.jenkins
                .getItemByFullName(before.getParent().getFullName(), Job.class)
                .getBuildByNumber(1);
        assertNotSame(before, after);
        assertEquals("Detached: monitored by the controller", outcome(after));
        scene.cloud.region().finishJobs();
        JenkinsScene.awaitLine("After the end of the step: OS of server web-1", after);
        assertEquals("Changed, after the step had ended", outcome(after));
        assertEquals(
                Outcome.CHANGED,
                RunChanges.in(after).records().get(0).aftermath().outcome());
        ServerQueue.get().sweep();
        assertThat(ChangeInFlight.all(), hasSize(0));
    }

    private static String outcome(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getReports().get(0).getPage().getOutcome();
    }
}
