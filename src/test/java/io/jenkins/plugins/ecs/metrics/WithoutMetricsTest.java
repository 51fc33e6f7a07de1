package io.jenkins.plugins.ecs.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.OsChangeListener;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller on which the Metrics plugin is not installed. */
class WithoutMetricsTest {

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension().omitPlugins("metrics");

    private SimulatedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void changesServersAllTheSame() throws Throwable {
        String endpoint = cloud.endpoint();
        controller.then(jenkins -> {
            assertNull(jenkins.jenkins.getPluginManager().getPlugin("metrics"));
            assertEquals(1, ExtensionList.lookup(OsChangeListener.class).size(), "the audit log alone");
            JenkinsScene.configure(endpoint);
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
            jenkins.buildAndAssertSuccess(job);
        });
        assertEquals(1, cloud.changeRequests());
    }
}
