package io.jenkins.plugins.ecs.parameters;

import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterValue;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.WithScene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs with the build parameters ECS server and ECS image, at a cloud with servers and images that they offer and others that they do not. */
abstract class WithBuildParameters extends WithScene {

    static final String WEB = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    static final String DATABASE = "1b9c7d52-64e0-4f3a-8a15-0c8e2d7f9a31";
    static final String GOLDEN = "0000000a-73ad-429d-b6f2-543394740001";
    static final int BAD_REQUEST = 400;

    /** Who sends requests, or null for nobody in particular. */
    String user;

    @BeforeEach
    void servers() {
        scene.cloud
                .region()
                .addServer(WEB, "web-2", "ACTIVE")
                .json()
                .putArray("tags")
                .add("role=web");
        scene.cloud
                .region()
                .addServer(DATABASE, "db-1", "ACTIVE")
                .json()
                .putArray("tags")
                .add("role=db");
        scene.cloud.region().addImage(GOLDEN, "golden-web-42");
    }

    static EcsServerParameterDefinition server() {
        EcsServerParameterDefinition definition = new EcsServerParameterDefinition("SERVER");
        definition.setTag("role=web");
        return definition;
    }

    static EcsImageParameterDefinition image() {
        EcsImageParameterDefinition definition = new EcsImageParameterDefinition("IMAGE");
        definition.setNamePattern("golden-*");
        return definition;
    }

    FreeStyleProject job(ParameterDefinition... parameters) throws Exception {
        OsChangeParameters asked = new OsChangeParameters("${SERVER}", "$IMAGE");
        asked.setKeyCredentialId("web-login");
        asked.setPollSeconds(1);
        asked.setStopFirst(true);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new ParametersDefinitionProperty(parameters));
        job.getBuildersList().add(new EcsChangeOsBuilder(asked));
        job.save();
        return job;
    }

    static ParametersAction values(String server, String image) {
        return new ParametersAction(
                new StringParameterValue("SERVER", server), new StringParameterValue("IMAGE", image));
    }

    WebResponse post(Job<?, ?> job, String url, String... parameters) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                browser.login(user);
            }
            WebRequest request = new WebRequest(browser.createCrumbedUrl(job.getUrl() + url), HttpMethod.POST);
            List<NameValuePair> sent = new ArrayList<>(request.getRequestParameters());
            for (int i = 0; i < parameters.length; i += 2) {
                sent.add(new NameValuePair(parameters[i], parameters[i + 1]));
            }
            request.setRequestParameters(sent);
            return browser.loadWebResponse(request);
        }
    }

    /** It is refused at once, or cancelled when the list is there. */
    static void assertNotBuilt(QueueTaskFuture<?> build) {
        if (build != null) {
            assertThrows(CancellationException.class, () -> build.get(1, TimeUnit.MINUTES));
        }
    }
}
