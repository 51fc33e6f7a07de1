package io.jenkins.plugins.ecs.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.ecs.demo.DemoKey;
import io.jenkins.plugins.ecs.demo.Scene;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What somebody finds in the Jenkins of {@code ./demo}: ready jobs that work, and a fleet that the recipes fit as they are printed. Its cloud is the real one of the demo, but faster. */
@WithJenkins
class DemoHomeTest {

    private static final Path HOME = Path.of("src/test/resources/io/jenkins/plugins/ecs/demo/home");

    private static final String FLEET = "change-os-fleet";
    private static final Map<String, Object> AGREED = Map.of("Delete the system disks", true);

    private static JenkinsRule jenkins;

    @TempDir
    private Path folder;

    private SimulatedCloud cloud;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void demo() throws Exception {
        DemoKey key = DemoKey.make();
        cloud = Scene.start(0, key.publicLine()).jobsTake(Duration.ofSeconds(1));
        servers().forEach(server -> server.ssh().upAfter(Duration.ZERO).cloudInitTakes(Duration.ZERO));
        String yaml = Files.readString(HOME.resolve("jenkins.yaml"))
                .replace("${DEMO_ENDPOINT}", cloud.endpoint())
                .replace("${DEMO_KEY}", key.file().toString())
                .replaceAll("http://.*/jenkins/", jenkins.getURL().toString());
        Path file = Files.writeString(folder.resolve("jenkins.yaml"), yaml);
        ConfigurationAsCode.get().configureWith(YamlSource.of(file));
    }

    @AfterEach
    void end() throws Exception {
        cloud.close();
        for (Item item : jenkins.jenkins.getItems()) {
            item.delete();
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void hasJobsThatWork(String job) throws Exception {
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(job)));
        assertEquals(1, cloud.changeRequests());
    }

    /** All but the one that asks. */
    static Stream<String> jobs() throws IOException {
        try (Stream<Path> jobs = Files.list(HOME.resolve("jobs"))) {
            return jobs.map(job -> job.getFileName().toString()).filter(job -> !job.equals(FLEET)).toList().stream();
        }
    }

    @Test
    void changesAFleetByTagOnceItsPlanIsApproved() throws Exception {
        WorkflowRun run = (WorkflowRun) build(FLEET);
        InputStepExecution question = question(run);
        assertEquals(0, cloud.changeRequests(), "nothing is changed before");
        assertEquals(
                "Change the OS of web-1, web-2 (site simulated)?",
                question.getInput().getMessage());
        String plan = question.getInput().getParameters().get(0).getDescription();
        assertThat(plan, containsString("New image: golden-web-42"));
        assertThat(plan, containsString("project " + SimulatedCloud.PROJECT));
        assertThat(plan, not(containsString("web-3")));
        question.proceed(AGREED);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertFleetIsGolden();
        assertEquals(2, cloud.changeRequests(), "web-3 has had the image before");

        Run<?, ?> again = run.getParent().scheduleBuild2(0).get();
        jenkins.assertBuildStatusSuccess(again);
        jenkins.assertLogContains("All have golden-web-42", again);
    }

    /** With the port that its images listen on: where addresses of this machine are not to be had, the recipe cannot know that of each server. */
    @Test
    void runsTheNightlyRecipeAsItIsPrinted() throws Exception {
        assumeTrue(servers().stream().allMatch(server -> server.ssh().port() == Scene.SSH_PORT));
        WorkflowRun run = run("collate(5)");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertFleetIsGolden();
        for (String name : List.of("web-1", "web-2")) {
            SimulatedSsh ssh = named(name).ssh();
            jenkins.assertLogContains("Login as root on " + ssh.host() + ":" + ssh.port() + " succeeded", run);
        }
        jenkins.assertLogContains("web-3 (" + named("web-3").id() + "):CURRENT", run);
    }

    @Test
    void runsTheCanaryAsItIsPrinted() throws Exception {
        WorkflowRun run = run("Does the canary serve?");
        InputStepExecution question = question(run);
        assertEquals(1, cloud.changeRequests());
        question.proceed(Map.of());
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertEquals(3, cloud.changeRequests());
    }

    private WorkflowRun run(String recipe) throws Exception {
        String code = Markdown.read(Path.of("docs/recipes.md")).snippets.stream()
                .map(Markdown.Snippet::code)
                .filter(each -> each.contains(recipe))
                .findFirst()
                .orElseThrow();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(code, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private Run<?, ?> build(String job) throws Exception {
        String config = Files.readString(HOME.resolve("jobs").resolve(job).resolve("config.xml"));
        for (SimulatedServer server : servers()) {
            config = config.replace(
                            "@" + server.name() + ".port@",
                            String.valueOf(server.ssh().port()))
                    .replace("@" + server.name() + ".host@", server.ssh().host());
        }
        Job<?, ?> made = (Job<?, ?>) jenkins.jenkins.createProjectFromXML(
                job, new ByteArrayInputStream(config.getBytes(StandardCharsets.UTF_8)));
        return (Run<?, ?>) ParameterizedJobMixIn.scheduleBuild2(made, 0)
                .getFuture()
                .getStartCondition()
                .get();
    }

    private static InputStepExecution question(WorkflowRun run) {
        return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (run.getAction(InputAction.class) == null
                    || run.getAction(InputAction.class).getExecutions().isEmpty()) {
                if (!run.isBuilding()) {
                    throw new AssertionError(JenkinsRule.getLog(run));
                }
                Thread.sleep(100);
            }
            return run.getAction(InputAction.class).getExecutions().get(0);
        });
    }

    private List<SimulatedServer> servers() {
        return List.copyOf(cloud.region().servers().values());
    }

    private SimulatedServer named(String name) {
        return servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assertFleetIsGolden() {
        TreeMap<String, String> images = new TreeMap<>();
        servers().stream()
                .filter(server -> server.json().path("tags").toString().contains("role=web"))
                .forEach(server -> images.put(
                        server.name(),
                        cloud.region().image(server.imageId()).get("name").asText()));
        assertEquals(Map.of("web-1", "golden-web-42", "web-2", "golden-web-42", "web-3", "golden-web-42"), images);
    }
}
