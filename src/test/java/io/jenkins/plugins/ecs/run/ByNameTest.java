package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.pipeline.EcsChangeOsStep;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Changes of servers and images by name, in a real Jenkins. */
class ByNameTest {

    private static final String OTHER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private JenkinsScene scene;

    @AfterEach
    void close() {
        scene.close();
    }

    private static OsChangeParameters named() {
        OsChangeParameters parameters = new OsChangeParameters();
        parameters.setServerName("web-1");
        parameters.setImageName("Standard_Ubuntu_*");
        parameters.setKeyCredentialId("web-login");
        parameters.setPollSeconds(1);
        return parameters;
    }

    private static ChangeRecord change(Run<?, ?> run) {
        return run.getAction(OsChangeAction.class).getChanges().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void changesWhatTheNamesStandFor(FrontEnd frontEnd) throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            Run<?, ?> run = frontEnd.run(jenkins, named());

            jenkins.assertBuildStatusSuccess(run);
            assertEquals(Region.IMAGE, scene.cloud.region().at(Region.SERVER).imageId());
            assertEquals(1, scene.cloud.changeRequests());
            assertEquals(Region.SERVER, change(run).serverId());
            assertEquals(Region.IMAGE, change(run).imageId());
            String rest = jenkins.createWebClient()
                    .goTo(run.getUrl() + "ecs-os-changes/api/json", "application/json")
                    .getWebResponse()
                    .getContentAsString();
            assertThat(rest, containsString("\"serverId\":\"" + Region.SERVER + '"'));
            assertThat(rest, containsString("\"imageId\":\"" + Region.IMAGE + '"'));
        });
    }

    @Test
    void waitsInTheQueueOfTheServerThatTheNameStandsFor() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            scene.cloud.jobsTake(Duration.ofHours(1));
            Run<?, ?> first = FrontEnd.FREESTYLE.start(jenkins.jenkins, JenkinsScene.parameters());
            jenkins.waitForMessage("Cloud job: INIT", first);
            pipeline(jenkins, "second");
        });
        sessions.then(jenkins -> {
            WorkflowRun second = jenkins.jenkins
                    .getItemByFullName("second", WorkflowJob.class)
                    .getLastBuild();
            assertEquals(State.QUEUED, change(second).state());
            assertEquals(Region.SERVER, change(second).serverId());
            scene.cloud.region().at(Region.SERVER).json().put("name", "web-1-old");
            scene.cloud.region().addServer(OTHER, "web-1", "SHUTOFF");
            scene.cloud.region().finishJobs();

            try (TimeLapse lapse = new TimeLapse()) {
                jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(second));
            }

            jenkins.assertLogContains("whose name is web-1-old now", second);
            assertEquals(1, scene.cloud.changeRequests());
        });
    }

    private static WorkflowRun pipeline(JenkinsRule jenkins, String name) throws Exception {
        EcsChangeOsStep step = new EcsChangeOsStep();
        step.setServerName("web-1");
        step.setImageId(Region.IMAGE);
        step.setPollSeconds(1);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        String call = Snippetizer.object2Groovy(step);
        assertThat(
                call,
                containsString("ecsChangeOs imageId: '" + Region.IMAGE + "', pollSeconds: 1, serverName: 'web-1'"));
        job.setDefinition(new CpsFlowDefinition(call, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Queued: waiting for another build", run);
        return run;
    }

    @Test
    void showsANameThatWasNotFound() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            OsChangeParameters asked = named();
            asked.setServerName("${NAME}");
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(new EcsChangeOsBuilder(asked));
            Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
            jenkins.assertLogContains("serverName: no server of the project has the name ‘${NAME}’", run);
            OsChangeAction action = run.getAction(OsChangeAction.class);
            assertNull(action.getReports().get(0).getServerId());
            assertEquals("${NAME}", action.getReports().get(0).getPage().getServerLabel());
            String page = jenkins.createWebClient().getPage(job, "ecs-servers").asNormalizedText();
            assertThat(page, containsString("${NAME}"));
        });
    }

    @Test
    void keepsNamesInTheForm() throws Throwable {
        sessions.then(jenkins -> {
            scene = new JenkinsScene();
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(new EcsChangeOsBuilder(named()));
            jenkins.configRoundtrip(job);
            OsChangeParameters saved =
                    job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters();
            jenkins.assertEqualDataBoundBeans(named(), saved);
            assertNull(saved.getServerId());
        });
    }
}
