package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cloud that does not answer keeps the changes of no other cloud waiting. */
class BulkheadTest extends WithScene {

    /** As many requests of one endpoint as there are at a time. */
    private static final int THREADS = 14;

    @ParameterizedTest
    @EnumSource
    void changesServersOfOneCloudWhileAnotherIsSilent(FrontEnd frontEnd) throws Exception {
        try (SimulatedCloud silent = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofSeconds(1))) {
            EcsSite other = new EcsSite("silent", silent.endpoint(), SimulatedCloud.PROJECT);
            other.setCredentialsId("api-key");
            EcsSites.get().setSites(List.of(scene.site(), other));
            jenkins.assertBuildStatusSuccess(
                    frontEnd.run(jenkins, of("silent"))); // as long as a key is new, one request at a time tries it
            Faults.Held answers = silent.faults().holdAll("GET", "/cloudservers/");
            WorkflowRun crowd = crowd("silent");
            answers.awaitRequests(THREADS);

            jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, of("simulated")));

            assertEquals(0, answers.more(), "requests in the place of such as had timed out by then");
            crowd.doKill();
            answers.release();
        }
    }

    private static OsChangeParameters of(String site) {
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setSite(site);
        return parameters;
    }

    /** A hundred changes of that site. */
    private WorkflowRun crowd(String site) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "crowd");
        job.setDefinition(new CpsFlowDefinition("""
                def branches = [:]
                for (int i = 100; i < 200; i++) {
                    def server = "9f1cd5f8-0000-4000-8000-000000000${i}"
                    branches[server] = { ecsChangeOs serverId: server, imageId: '%s', site: '%s' }
                }
                parallel branches
                """.formatted(Region.IMAGE, site), true));
        return job.scheduleBuild2(0).waitForStart();
    }
}
