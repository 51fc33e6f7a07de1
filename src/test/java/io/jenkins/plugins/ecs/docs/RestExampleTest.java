package io.jenkins.plugins.ecs.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The answer of the REST API that the documents show is the one that Jenkins gives. */
class RestExampleTest extends WithScene {

    private static final Pattern EXAMPLE = Pattern.compile("`\\?tree=(\\S+)`:\\s+```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void isAnsweredAsDocumented() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/log-and-pages.md")));
        assertTrue(example.find());
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        Run<?, ?> run = jenkins.buildAndAssertSuccess(job);

        JsonNode answer;
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            answer = new ObjectMapper()
                    .readTree(browser.goTo(
                                    run.getUrl() + "ecs-os-changes/api/json?tree=" + example.group(1),
                                    "application/json")
                            .getWebResponse()
                            .getContentAsString());
        }

        JsonNode expected = new ObjectMapper().readTree(example.group(2));
        ((ObjectNode) expected.at("/changes/0/site"))
                .put("name", "simulated")
                .put("endpoint", "127.0.0.1")
                .put("project", SimulatedCloud.PROJECT);
        assertEquals(expected, answer);
    }
}
