package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Run;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** While the file of a queue cannot be read, it is nobody's turn at its server, and the page of all changes tells. */
class UnreadableQueuesTest extends WithScene {

    private static final String ENTRY =
            "<list><io.jenkins.plugins.ecs.run.QueueEntry><changeId>1</changeId>%s</io.jenkins.plugins.ecs.run.QueueEntry></list>";

    @Test
    void holdTheTurnUntilTheyAreReleased() throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (String file : List.of(
                "",
                "<list",
                "<null/>",
                "<list><null/></list>",
                "<list><string>x</string></list>",
                "<list><of.another.version/></list>",
                "<string>x</string>")) {
            words.put(file, "its queue file");
        }
        for (String entry : List.of("", "<job>a</job>", "<job>a</job><build>one</build>", "<build>1</build>")) {
            words.put(ENTRY.formatted(entry), "whose record cannot be read");
        }
        List<Run<?, ?>> runs = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        for (String content : words.keySet()) {
            String server = UUID.randomUUID().toString();
            scene.cloud.region().addServer(server, "web", "SHUTOFF");
            Path file = QueueFiles.of(server).getFile().toPath();
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            Run<?, ?> run = FrontEnd.PIPELINE.start(jenkins.jenkins, parameters(server));
            jenkins.waitForMessage(words.get(content), run);
            runs.add(run);
            servers.add(server);
        }
        assertEquals(0, scene.cloud.changeRequests());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String page = browser.goTo("manage/ecs-os-changes/").asNormalizedText();
            assertEquals(7, page.split("Queue unreadable", -1).length - 1);
            assertThat(page, containsString("Record unreadable"));
        }
        try (TimeLapse lapse = new TimeLapse()) {
            for (int i = 0; i < runs.size(); i++) {
                String server = servers.get(i);
                ChangeInFlight first = ChangeInFlight.all().stream()
                        .filter(each -> server.equals(each.serverId()))
                        .findFirst()
                        .orElseThrow();
                assertTrue(first.isStuck());
                assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(server, first.changeId(), "admin"));
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(runs.get(i)));
            }
        }
        assertEquals(runs.size(), scene.cloud.changeRequests());
    }

    private static OsChangeParameters parameters(String server) {
        OsChangeParameters parameters = new OsChangeParameters(server, Region.IMAGE);
        parameters.setPollSeconds(1);
        return parameters;
    }
}
