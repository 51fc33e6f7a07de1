package io.jenkins.plugins.ecs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Run;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SilentEndpoint;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
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
        try (SilentEndpoint silent = SilentEndpoint.mute()) {
            EcsSite dead = new EcsSite("dead", silent.endpoint(), SimulatedCloud.PROJECT);
            dead.setCredentialsId("api-key");
            EcsSites.get().setSites(List.of(scene.site(), dead));
            WorkflowRun crowd = crowd("dead");
            silent.awaitConnections(THREADS);

            OsChangeParameters healthy = JenkinsScene.parameters();
            healthy.setSite("simulated");
            Run<?, ?> run = frontEnd.run(jenkins, healthy);

            jenkins.assertBuildStatusSuccess(run);
            assertEquals(0, silent.givenUp(), "requests that had timed out by then");
            crowd.doKill();
        }
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
