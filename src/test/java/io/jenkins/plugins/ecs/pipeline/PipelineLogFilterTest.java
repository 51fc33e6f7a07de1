package io.jenkins.plugins.ecs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.ExtensionList;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.junit.jupiter.api.Test;

class PipelineLogFilterTest extends WithScene {

    @Test
    void findsItsRunAgainAfterItWasSaved() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        WorkflowRun run = start("user-and-password");
        TaskListenerDecorator filter = ExtensionList.lookupSingleton(PipelineLogFilter.FactoryImpl.class)
                .of(run.asFlowExecutionOwner());

        assertEquals("plain ****\n", write(filter));
        assertEquals("plain ****\n", write(copy(filter)));

        run.doStop();
        jenkins.waitForCompletion(run);
    }

    private WorkflowRun start(String login) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: '%s', pollSeconds: 1)"
                        .formatted(Region.SERVER, Region.IMAGE, login),
                true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", run);
        return run;
    }

    private static String write(TaskListenerDecorator filter) throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (OutputStream decorated = filter.decorate(log)) {
            decorated.write(("plain " + JenkinsScene.PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private static TaskListenerDecorator copy(TaskListenerDecorator filter) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(filter);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (TaskListenerDecorator) in.readObject();
        }
    }
}
