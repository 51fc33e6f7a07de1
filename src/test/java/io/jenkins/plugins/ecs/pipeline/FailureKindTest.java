package io.jenkins.plugins.ecs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.ecs.run.SharedScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** A Pipeline knows how a change ended without reading sentences, and changes nothing twice by it. */
class FailureKindTest extends SharedScene {

    private static final String OTHER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    private static final String CHANGE = "ecsChangeOs(serverId: '" + Region.SERVER + "', imageId: '" + Region.IMAGE
            + "', keyCredentialId: 'web-login', pollSeconds: 1";

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private WorkflowRun succeeds(String script) throws Exception {
        return jenkins.buildAndAssertSuccess(pipeline(script));
    }

    private WorkflowRun fails(String script) throws Exception {
        return jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(script));
    }

    private void running() {
        scene.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
    }

    /** Yearly/monthly servers wait for somebody who pays. */
    private void waitsForAPayment() {
        scene.cloud.region().at(Region.SERVER).behaviour().wantPayment();
    }

    @Test
    void tellsThatNothingWasChanged() throws Exception {
        running();
        WorkflowRun run = succeeds("""
                def result = %s, propagate: false)
                assert result.status == 'NOTHING_CHANGED' && result.failureKind == 'REFUSED'
                assert result.message.contains('the server is running')
                assert result.serverId == '%s' && result.jobId == null
                """.formatted(CHANGE, Region.SERVER));
        jenkins.assertLogContains("the server is running (ACTIVE", run);
        assertEquals(0, scene.cloud.changeRequests());
        FlowNode failed = new DepthFirstScanner()
                .allNodes(run.getExecution()).stream()
                        .filter(node -> node.getAction(WarningAction.class) != null)
                        .findFirst()
                        .orElseThrow();
        assertEquals(Result.FAILURE, failed.getAction(WarningAction.class).getResult());
    }

    @Test
    void tellsThatTheChangeFailed() throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        succeeds("""
                def result = %s, propagate: false)
                assert result.status == 'FAILED' && result.failureKind == 'FAILED'
                assert result.jobId && result.message.contains('Ecs.0021')
                """.formatted(CHANGE));
    }

    @Test
    void tellsSuccessInTheSameForm() throws Exception {
        succeeds("""
                def result = %s, propagate: false)
                assert result.status == 'SUCCESS' && result.failureKind == null && result.message == null
                """.formatted(CHANGE));
    }

    @Test
    void tellsWhatIsRefusedBeforeThereIsARecord() throws Exception {
        succeeds("""
                def result = %s, site: 'gone', propagate: false)
                assert result.status == 'NOTHING_CHANGED' && result.message.contains('gone')
                assert result.message.startsWith('OS of server %s not changed: site: there is no')
                """.formatted(CHANGE, Region.SERVER));
    }

    @Test
    void doesNotSwallowAnAbort() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        WorkflowRun run = pipeline(CHANGE + ", propagate: false)\necho 'went on'")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", run);
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("went on", run);
    }

    @Test
    void doesNotSwallowAMisspeltCall() throws Exception {
        fails(CHANGE + ", propagate: false, dryRun: 'yes')");
    }

    @Test
    void refusesASecondChangeOfAServerOfWhichItDoesNotKnowTheOutcome() throws Exception {
        waitsForAPayment();
        WorkflowRun run = succeeds("""
                def first = %1$s, propagate: false)
                assert first.status == 'DETACHED' && first.beginTime && first.endTime == null
                def second = %1$s, propagate: false)
                assert second.status == 'NOTHING_CHANGED'
                assert second.message.contains('changeAgainAfterUnknownOutcome')
                """.formatted(CHANGE));
        assertEquals(1, scene.cloud.changeRequests());
        jenkins.assertLogNotContains("Queued", run);
    }

    @Test
    void saysThatAServerIsChangedOnceMoreOnlyWhereItIs() throws Exception {
        String again = "will be changed once more";
        WorkflowRun run = succeeds("""
                %1$s, dryRun: true)
                assert ecsChangeOs(serverId: '%2$s', imageName: 'gone', propagate: false).status == 'NOTHING_CHANGED'
                %1$s)
                %1$s, stopFirst: true, dryRun: true)
                """.formatted(CHANGE, Region.SERVER));
        jenkins.assertLogNotContains(again, run);
        jenkins.assertLogContains(again, succeeds("%1$s, stopFirst: true)\n%1$s, stopFirst: true)".formatted(CHANGE)));
    }

    @Test
    void queuesASecondChangeThatIsWantedAllTheSame() throws Exception {
        waitsForAPayment();
        WorkflowRun run = pipeline("""
                assert %1$s, propagate: false).status == 'DETACHED'
                %1$s, changeAgainAfterUnknownOutcome: true)
                """.formatted(CHANGE)).scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Queued: waiting for cloud job", run);
        assertEquals(1, scene.cloud.changeRequests());
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
    }

    @Test
    void retriesWhereNothingWasChanged() throws Exception {
        running();
        WorkflowRun run = succeeds("""
                def stopFirst = false
                retry(count: 3, conditions: [ecsNothingChanged()]) {
                    def now = stopFirst
                    stopFirst = true
                    %s, stopFirst: now)
                }
                """.formatted(CHANGE));
        jenkins.assertLogContains("Retrying", run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    /** Nobody can put right meanwhile what the script itself says. */
    @Test
    void retriesNoCallWhoseValuesAreInvalid() throws Exception {
        for (String values : List.of(
                "serverId: 'web-1'",
                "serverId: '%s', userData: 'a', userDataCredentialId: 'user-data'".formatted(Region.SERVER),
                "serverId: '%s', loginPort: 2222".formatted(Region.SERVER))) {
            WorkflowRun run = fails("retry(count: 2, conditions: [ecsNothingChanged()]) { ecsChangeOs(" + values
                    + ", imageId: '" + Region.IMAGE + "') }");
            jenkins.assertLogContains("not changed", run);
            jenkins.assertLogNotContains("Retrying", run);
        }
        assertEquals(0, scene.cloud.requests().size());
    }

    /** A site or a credential may be there at the next time. */
    @Test
    void retriesWhereTheConfigurationMayBeMendedMeanwhile() throws Exception {
        WorkflowRun run = succeeds("""
                def credentials = ['gone', 'web-login']
                retry(count: 2, conditions: [ecsNothingChanged()]) {
                    ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: credentials.remove(0), pollSeconds: 1)
                }
                """.formatted(Region.SERVER, Region.IMAGE));
        jenkins.assertLogContains("Retrying", run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void retriesNothingThatFailedInTheCloud() throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        WorkflowRun run = fails("retry(count: 3, conditions: [ecsNothingChanged()]) { " + CHANGE + ") }");
        jenkins.assertLogNotContains("Retrying", run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void retriesNoBlockInWhichAnotherServerWasChanged() throws Exception {
        scene.cloud.region().addServer(OTHER, "web-2", "ACTIVE");
        WorkflowRun run = fails("""
                retry(count: 3, conditions: [ecsNothingChanged()]) {
                    %s)
                    ecsChangeOs(serverId: '%s', imageId: '%s')
                }
                """.formatted(CHANGE, OTHER, Region.IMAGE));
        jenkins.assertLogNotContains("Retrying", run);
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void retriesABranchThoughAnotherBranchHasChangedItsServer() throws Exception {
        scene.cloud.region().addServer(OTHER, "web-2", "ACTIVE");
        WorkflowRun run = succeeds("""
                %s)
                def stopFirst = false
                parallel(
                    one: { retry(count: 2, conditions: [ecsNothingChanged()]) {
                        def now = stopFirst
                        stopFirst = true
                        ecsChangeOs(serverId: '%s', imageId: '%s', stopFirst: now, pollSeconds: 1)
                    } },
                    two: { echo 'nothing' })
                """.formatted(CHANGE, OTHER, Region.IMAGE));
        jenkins.assertLogContains("Retrying", run);
        assertEquals(2, scene.cloud.changeRequests());
    }

    @Test
    void retriesNoOtherError() throws Exception {
        WorkflowRun run = fails("retry(count: 3, conditions: [ecsNothingChanged()]) { error 'something else' }");
        jenkins.assertLogNotContains("Retrying", run);
    }
}
