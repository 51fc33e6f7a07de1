package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Faults;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An abort ends the wait at once in every state, and says what becomes of the server. */
class AbortTest extends SharedScene {

    static Stream<Arguments> everyStageOfBoth() {
        return Arrays.stream(FrontEnd.values())
                .flatMap(frontEnd -> Arrays.stream(Stage.values()).map(stage -> Arguments.of(frontEnd, stage)));
    }

    @ParameterizedTest
    @MethodSource("everyStageOfBoth")
    void tellsWhatGoesOn(FrontEnd frontEnd, Stage stage) throws Exception {
        String there = stage.arrange(scene.cloud);
        OsChangeParameters asked = JenkinsScene.parameters();
        asked.setStopFirst(true);
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, asked);
        jenkins.waitForMessage(there, run);
        assertEquals(stage.state(), change(run).state());

        frontEnd.abort(run);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        ChangeRecord change = JenkinsScene.awaitEnd(change(run));
        jenkins.assertLogContains("Wait aborted", run);
        if (stage == Stage.STOPPING) {
            jenkins.assertLogContains("was told to stop for the change and will be started again", run);
            assertThat(change.failure().message(), containsString("is running again"));
        } else {
            jenkins.assertLogContains(change.failure().message(), run);
        }
        String jobId = change.job() == null ? "" : change.job().id();
        assertThat(change.failure().message(), containsString(jobId));
        assertEquals(
                switch (stage) {
                    case PREPARING, STOPPING, THROTTLED -> Kind.REFUSED;
                    case UNCERTAIN -> Kind.UNKNOWN;
                    case SUBMITTED, VERIFYING -> Kind.DETACHED;
                },
                change.failure().kind());
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheJobOfARequestInFlight(FrontEnd frontEnd) throws Exception {
        Faults.Held reply = scene.cloud.faults().hold("POST", "/changeos");
        Run<?, ?> run = frontEnd.start(jenkins.jenkins, JenkinsScene.parameters());
        reply.awaitRequest();

        frontEnd.abort(run);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("the cloud may have accepted the OS change of server web-1", run);
        reply.release();
        ChangeRecord change = JenkinsScene.awaitEnd(change(run));
        assertThat(
                change.failure().message(),
                containsString("cloud job: " + change.job().id()));
        run.reload();
        assertEquals(change.job().id(), change(run).job().id());
        assertEquals(1, scene.cloud.changeRequests());
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }
}
