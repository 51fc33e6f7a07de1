package io.jenkins.plugins.ecs.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Result;
import io.jenkins.plugins.ecs.run.SshLogin;
import io.jenkins.plugins.ecs.run.TimeLapse;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The nightly roll-out of the recipes, on forty servers of which twenty-five are out of date: in five waves of five. */
class RollOutTest extends WithScene {

    private static final String GOLDEN = "0000000a-73ad-429d-b6f2-543394740001";
    private static final int WAVE = 5;
    private static final List<Integer> OUT_OF_DATE =
            IntStream.range(0, 40).filter(i -> i % 8 < 5).boxed().toList();

    private int port;

    @BeforeEach
    void servers() throws Exception {
        scene.cloud.region().addImage("0000000b-73ad-429d-b6f2-543394740002", "golden-web-41");
        scene.cloud.region().image("0000000b-73ad-429d-b6f2-543394740002").put("created_at", "2026-01-01T00:00:00Z");
        scene.cloud.region().addImage(GOLDEN, "golden-web-42");
        scene.cloud.region().image(GOLDEN).put("created_at", "2026-02-01T00:00:00Z");
        for (int i = 0; i < 40; i++) {
            SimulatedServer server = scene.cloud.region().addServer(id(i), name(i), "ACTIVE");
            server.json().putArray("tags").add("role=web");
            if (!isOutOfDate(i)) {
                server.json().putObject("image").put("id", GOLDEN);
                ((ObjectNode) server.json().get("metadata")).put("metering.image_id", GOLDEN);
            }
        }
        SshLogin login = SshLogin.add(scene.cloud, "web-ssh");
        login.answerForAll(scene.cloud, 0);
        port = login.ssh().port();
    }

    private static boolean isOutOfDate(int server) {
        return OUT_OF_DATE.contains(server);
    }

    private static String id(int server) {
        return "00000000-0000-4000-8000-%012d".formatted(server);
    }

    private static String name(int server) {
        return "web-%02d".formatted(server);
    }

    private static List<String> ids(IntPredicate which) {
        return IntStream.range(0, 40).filter(which).mapToObj(RollOutTest::id).toList();
    }

    private WorkflowRun run(Result expected) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(recipe(), true));
        try (TimeLapse lapse = new TimeLapse()) {
            return jenkins.buildAndAssertStatus(expected, job);
        }
    }

    private String recipe() throws IOException {
        return Markdown.read(Path.of("docs/recipes.md")).snippets.stream()
                .map(Markdown.Snippet::code)
                .filter(code -> code.contains("collate(" + WAVE + ")"))
                .findFirst()
                .orElseThrow()
                .replace("loginPort: 2222", "loginPort: " + port); // the port of the recipe may be taken
    }

    /** How often each server was asked for something, by its ID. */
    private TreeMap<String, Long> sent(String pathEnd) {
        return scene.cloud.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith(pathEnd))
                .collect(Collectors.groupingBy(
                        request -> ids(i -> (request.path() + request.body()).contains(id(i)))
                                .get(0),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private List<SimulatedCloud.Request> about(List<String> ids) {
        return scene.cloud.requests().stream()
                .filter(request -> ids.stream().anyMatch((request.path() + request.body())::contains))
                .toList();
    }

    /** A night that finds nothing to do anything with is no success. */
    @Test
    void failsWhereNothingHasTheTag() throws Exception {
        IntStream.range(0, 40)
                .forEach(i ->
                        scene.cloud.region().at(id(i)).json().putArray("tags").add("role=wob"));
        jenkins.assertLogContains("No server has the tag role=web", run(Result.FAILURE));
        assertEquals(0, scene.cloud.changeRequests());
    }

    @Test
    void failsWhereNoImageHasTheName() throws Exception {
        for (String image : List.of(GOLDEN, "0000000b-73ad-429d-b6f2-543394740002")) {
            scene.cloud.region().image(image).put("name", "silver-web");
        }
        jenkins.assertLogContains("No image is named golden-web-*", run(Result.FAILURE));
        assertEquals(0, scene.cloud.changeRequests());
    }

    @Test
    void endsBehindTheWaveInWhichAChangeFails() throws Exception {
        List<Integer> begun = OUT_OF_DATE.subList(0, 2 * WAVE);
        int failing = begun.get(WAVE + 3);
        scene.cloud.region().at(id(failing)).failChanges("Ecs.0021", "Insufficient EVS disk quota.");

        WorkflowRun run = run(Result.FAILURE);

        TreeMap<String, Long> once = new TreeMap<>();
        ids(begun::contains).forEach(id -> once.put(id, 1L));
        assertEquals(10, once.size());
        assertEquals(once, sent("/changeos"));
        assertEquals(once, sent("/cloudservers/action"), "those that run are stopped first");
        assertThat("nothing is asked of any other server", about(ids(i -> !begun.contains(i))), empty());
        jenkins.assertLogContains("A change failed", run);
        String told = JenkinsRule.getLog(run)
                .lines()
                .filter(line -> line.contains("golden-web-42 (" + GOLDEN + "): ["))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 40; i++) {
            String outcome = !isOutOfDate(i)
                    ? "CURRENT"
                    : i == failing ? "FAILED" : begun.contains(i) ? "SUCCESS" : "OUT_OF_DATE";
            assertThat(told, containsString(name(i) + " (" + id(i) + "):" + outcome));
            boolean has = outcome.equals("CURRENT") || outcome.equals("SUCCESS");
            assertEquals(has, scene.cloud.region().at(id(i)).imageId().equals(GOLDEN), name(i));
        }
        assertThat(JenkinsRule.getLog(run).split("checking ", -1).length - 1, is(WAVE));
    }
}
