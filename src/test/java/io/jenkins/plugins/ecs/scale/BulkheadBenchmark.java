package io.jenkins.plugins.ecs.scale;

import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SilentEndpoint;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * How long changes of a healthy cloud take, alone and while a hundred changes ask a cloud that does not answer, or not even takes connections. Prints {@code BENCH name=value unit}.
 */
@WithJenkins
class BulkheadBenchmark {

    private static final int TIMES = 10;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void measuresChangesBesideADeadCloud(JenkinsRule jenkins) throws Exception {
        try (JenkinsScene scene = new JenkinsScene();
                SilentEndpoint mute = SilentEndpoint.mute();
                SilentEndpoint dropping = SilentEndpoint.dropping()) {
            EcsSites.get().setSites(List.of(scene.site(), site("mute", mute), site("dropping", dropping)));
            measure(jenkins, "warm-up");
            print("alone", measure(jenkins, "alone"));
            for (String dead : List.of("mute", "dropping")) {
                WorkflowJob crowd = job(jenkins, dead, """
                        def branches = [:]
                        for (int i = 100; i < 200; i++) {
                            def server = "9f1cd5f8-0000-4000-8000-000000000${i}"
                            branches[server] = { ecsChangeOs serverId: server, imageId: '%s', site: '%s' }
                        }
                        parallel branches
                        """.formatted(Region.IMAGE, dead));
                var running = crowd.scheduleBuild2(0).waitForStart();
                print("beside_" + dead, measure(jenkins, "beside-" + dead));
                running.doKill();
            }
        }
    }

    private static EcsSite site(String name, SilentEndpoint endpoint) {
        EcsSite site = new EcsSite(name, endpoint.endpoint(), SimulatedCloud.PROJECT);
        site.setCredentialsId("api-key");
        return site;
    }

    /** One change after another. @return how long their builds took, in seconds, the shortest first */
    private static double[] measure(JenkinsRule jenkins, String name) throws Exception {
        WorkflowJob job = job(
                jenkins,
                name,
                "ecsChangeOs serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', mode: 'withStopServer', pollSeconds: 1, site: 'simulated'"
                        .formatted(Region.SERVER, Region.IMAGE));
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            jenkins.buildAndAssertSuccess(job);
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds;
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static void print(String name, double[] seconds) {
        Parts.print("healthy_change_" + name + "_p50", seconds[TIMES / 2], "s");
        Parts.print("healthy_change_" + name + "_slowest", seconds[TIMES - 1], "s");
    }
}
