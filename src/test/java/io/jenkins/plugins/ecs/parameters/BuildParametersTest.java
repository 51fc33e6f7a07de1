package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Result;
import io.jenkins.plugins.ecs.site.ChangePermission;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The build parameters ECS server and ECS image: what they offer, and that no build gets anything else. */
class BuildParametersTest extends WithBuildParameters {

    private JSONObject list(Job<?, ?> job, Class<?> definition, String url, String parameter) throws Exception {
        return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (true) {
                JSONObject answer = JSONObject.fromObject(post(
                                        job,
                                        "descriptorByName/" + definition.getName() + '/' + url,
                                        "parameter",
                                        parameter,
                                        "search",
                                        "")
                                .getContentAsString())
                        .getJSONObject("data");
                if (!answer.getBoolean("asking")) {
                    return answer;
                }
                Thread.sleep(50);
            }
        });
    }

    private List<String> offered(Job<?, ?> job, Class<?> definition, String url, String parameter) throws Exception {
        JSONArray choices = list(job, definition, url, parameter).getJSONArray("choices");
        return choices.stream()
                .map(each -> ((JSONObject) each).getString("name"))
                .toList();
    }

    @Test
    void offerWhatTheDefinitionAndTheSiteAllow() throws Exception {
        FreeStyleProject job = job(server(), image(), new EcsServerParameterDefinition("ANY"));
        assertEquals(List.of("web-2"), offered(job, EcsServerParameterDefinition.class, "servers", "SERVER"));
        assertEquals(List.of("golden-web-42"), offered(job, EcsImageParameterDefinition.class, "images", "IMAGE"));
        assertThat(offered(job, EcsServerParameterDefinition.class, "servers", "ANY"), hasSize(3));

        scene.site().setServerTag("role=db");
        scene.site().setAllowedImages("Standard_*");
        assertEquals(List.of("db-1"), offered(job, EcsServerParameterDefinition.class, "servers", "ANY"));
        assertThat(offered(job, EcsServerParameterDefinition.class, "servers", "SERVER"), empty());
        assertThat(offered(job, EcsImageParameterDefinition.class, "images", "IMAGE"), empty());
        assertThat(
                list(job, EcsServerParameterDefinition.class, "servers", "OTHER")
                        .getString("message"),
                containsString("only where a build is started"));
    }

    @Test
    void showNoListToWhomMayNotHaveServersChanged() throws Exception {
        FreeStyleProject job = job(server());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder", "changer")
                .grant(ChangePermission.CHANGE_OS)
                .everywhere()
                .to("changer"));
        EcsSites.get().setPermissionRequired(true);

        user = "builder";
        JSONObject refused = list(job, EcsServerParameterDefinition.class, "servers", "SERVER");
        assertThat(refused.getJSONArray("choices"), empty());
        assertThat(refused.getString("message"), containsString("requires the permission ECS/ChangeOs"));
        assertEquals(0, scene.cloud.requestCount());
        user = "changer";
        assertEquals(List.of("web-2"), offered(job, EcsServerParameterDefinition.class, "servers", "SERVER"));
    }

    @Test
    void refuseItWhicheverWayTheBuildIsStarted() throws Exception {
        FreeStyleProject job = job(server(), image());
        assertNotBuilt(job.scheduleBuild2(0, values(DATABASE, GOLDEN)));
        assertNotBuilt(job.scheduleBuild2(0, values("web-2", GOLDEN)));
        WorkflowJob upstream = jenkins.createProject(WorkflowJob.class);
        upstream.setDefinition(new CpsFlowDefinition(
                "build job: '" + job.getFullName() + "', parameters: [string(name: 'SERVER', value: '" + DATABASE
                        + "'), string(name: 'IMAGE', value: '" + GOLDEN + "')]",
                true));
        jenkins.buildAndAssertStatus(Result.FAILURE, upstream);
        assertNull(job.getLastBuild());

        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, values(WEB, GOLDEN)));
        assertEquals(1, scene.cloud.changeRequests());
    }

    /** What the configurer has set counts, and needs no list. */
    @Test
    void giveTheDefaultWhereNobodyChooses() throws Exception {
        EcsServerParameterDefinition server = server();
        server.setDefaultValue(DATABASE);
        EcsImageParameterDefinition image = image();
        image.setDefaultValue(GOLDEN);
        FreeStyleProject job = job(server, image);

        jenkins.buildAndAssertSuccess(job);

        assertEquals(GOLDEN, scene.cloud.region().at(DATABASE).imageId());
    }

    @Test
    void areDeclaredInPipelines() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                pipeline {
                    agent none
                    parameters {
                        ecsServer(name: 'SERVER', description: 'what is lost', tag: 'role=web')
                        ecsImage(name: 'IMAGE', namePattern: 'golden-*', defaultValue: '%s')
                    }
                    stages {
                        stage('change') {
                            when { expression { params.SERVER } }
                            steps {
                                ecsChangeOs(serverId: params.SERVER, imageId: params.IMAGE,
                                    keyCredentialId: 'web-login', stopFirst: true, pollSeconds: 1)
                            }
                        }
                    }
                }
                """.formatted(GOLDEN), true));
        jenkins.buildAndAssertSuccess(job); // learns its parameters

        WebResponse started = post(job, "buildWithParameters?delay=0sec", "SERVER", WEB);

        assertTrue(started.getStatusCode() < BAD_REQUEST, started.getContentAsString());
        jenkins.waitUntilNoActivity();
        WorkflowRun run = job.getBuildByNumber(2);
        jenkins.assertBuildStatusSuccess(run);
        assertEquals(GOLDEN, scene.cloud.region().at(WEB).imageId());
        assertEquals(
                WEB,
                run.getAction(ParametersAction.class).getParameter("SERVER").getValue());
        assertEquals(
                BAD_REQUEST,
                post(job, "buildWithParameters", "SERVER", DATABASE).getStatusCode());
    }
}
