package io.jenkins.plugins.ecs.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.fasterxml.jackson.databind.ObjectMapper;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyShell;
import hudson.ExtensionList;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.SecretSource;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.ecs.docs.Markdown.Snippet;
import io.jenkins.plugins.ecs.parameters.EcsServerParameterDefinition;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.OsChangeListener;
import io.jenkins.plugins.ecs.run.SshLogin;
import io.jenkins.plugins.ecs.run.TimeLapse;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javaposse.jobdsl.dsl.DslScriptLoader;
import javaposse.jobdsl.dsl.GeneratedJob;
import javaposse.jobdsl.plugin.JenkinsJobManagement;
import jenkins.model.ParameterizedJobMixIn;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every piece of code in the documents does what they say, as it stands there, against the simulated cloud. */
@WithJenkins
class SnippetsTest {

    private static final Pattern SERVER = Pattern.compile("serverId\\W+([0-9a-f-]{36})|'([0-9a-f-]{36})'");
    private static final int SSH_PORT = 2222;
    private static final Pattern INPUT =
            Pattern.compile("^input ['\"](.*)['\"]$|^def \\w+ = input message:", Pattern.MULTILINE);
    private static final Pattern TICK = Pattern.compile("booleanParam\\(name: '(.*?)'");
    private static final List<String> RUNNING_SERVERS = List.of(
            "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22",
            "1b9c7d52-64e0-4f3a-8a15-0c8e2d7f9a31",
            "d27f0b6e-95a8-4c1d-b3f4-7e5a9c0d8e46");

    private static final String GOLDEN = "0000000a-73ad-429d-b6f2-543394740001";

    private static JenkinsRule jenkins;

    private JenkinsScene scene;
    private SimulatedCloud cloud;
    private TimeLapse lapse;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void arrange() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        scene = new JenkinsScene();
        cloud = scene.cloud;
        RUNNING_SERVERS.forEach(id -> cloud.region().addServer(id, "server-" + id.substring(0, 4), "ACTIVE"));
        cloud.region().at(Region.SERVER).json().putArray("tags").add("jenkins=yes");
        RUNNING_SERVERS.forEach(
                id -> cloud.region().at(id).json().putArray("tags").add("role=web"));
        cloud.region().addImage(GOLDEN, "golden-web-42");
        lapse = new TimeLapse();
    }

    @AfterEach
    void stop() {
        lapse.close();
        scene.close();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void runs(Snippet snippet, @TempDir Path folder) throws Exception {
        if (snippet.code().contains("loginPort: " + SSH_PORT)) {
            SshLogin.add(cloud, "web-ssh").answerForAll(cloud, SSH_PORT);
        }
        switch (snippet.language()) {
            case "groovy" -> {
                runPipeline(snippet.code());
                assertChanged(snippet.code());
            }
            case "groovy job-dsl" -> {
                runGeneratedJobs(snippet.code());
                assertChanged(snippet.code());
            }
            case "groovy init" -> runInitScript(snippet.code());
            case "yaml" -> configure(snippet.code(), folder.resolve("jenkins.yaml"));
            case "json" ->
                assertFalse(new ObjectMapper().readTree(snippet.code()).isEmpty());
            case "" -> assertFalse(snippet.code().contains("ecsChangeOs("), "code without a language is not run");
            default -> fail("nothing runs this language");
        }
    }

    /** Texts of no language are logs. */
    static Stream<Snippet> snippets() throws IOException {
        return Markdown.ofProject().stream()
                .flatMap(file -> file.snippets.stream())
                .filter(snippet -> !snippet.language().equals("mermaid"));
    }

    private void runPipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        for (MatchResult input : INPUT.matcher(script).results().toList()) {
            jenkins.waitForMessage(input.group(1) == null ? "Input requested" : input.group(1), run);
            Map<String, Object> ticked =
                    TICK.matcher(script).results().collect(Collectors.toMap(m -> m.group(1), m -> true));
            run.getAction(InputAction.class).getExecutions().get(0).proceed(ticked);
        }
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    private static void runGeneratedJobs(String script) throws Exception {
        var management = new JenkinsJobManagement(System.out, Map.of(), new File("."));
        for (GeneratedJob generated :
                new DslScriptLoader(management).runScript(script).getJobs()) {
            Job<?, ?> job = jenkins.jenkins.getItemByFullName(generated.getJobName(), Job.class);
            var build = ParameterizedJobMixIn.scheduleBuild2(job, 0, new ParametersAction(chosen(job)));
            jenkins.assertBuildStatusSuccess((Run<?, ?>) build.getFuture().get());
        }
    }

    /** With a server of the test in place of the one that it posts to, which then is told of a change. */
    private void runInitScript(String script) throws Exception {
        try (MockWebServer hook = new MockWebServer()) {
            hook.enqueue(new MockResponse.Builder().build());
            hook.start();
            new GroovyShell(jenkins.jenkins.getPluginManager().uberClassLoader)
                    .evaluate(script.replaceAll(
                            "https://[\\w./]+", hook.url("/hook").toString()));
            runPipeline("ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login')"
                    .formatted(Region.SERVER, Region.IMAGE));
            RecordedRequest told = hook.takeRequest(1, TimeUnit.MINUTES);
            assertThat(told.getBody().utf8(), endsWith("web-1 (" + Region.SERVER + "): SUCCESS\"}"));
        } finally {
            ExtensionList<OsChangeListener> listeners = ExtensionList.lookup(OsChangeListener.class);
            List.copyOf(listeners).stream()
                    .filter(each -> each.getClass().getClassLoader() instanceof GroovyClassLoader.InnerLoader)
                    .forEach(listeners::remove);
        }
    }

    /** What somebody chooses who starts the build. */
    private static List<ParameterValue> chosen(Job<?, ?> job) {
        ParametersDefinitionProperty parameters = job.getProperty(ParametersDefinitionProperty.class);
        return parameters == null
                ? List.of()
                : parameters.getParameterDefinitions().stream()
                        .<ParameterValue>map(each -> new StringParameterValue(
                                each.getName(),
                                each instanceof EcsServerParameterDefinition ? RUNNING_SERVERS.get(0) : GOLDEN))
                        .toList();
    }

    /** Every server that the code names was changed once, and once more where it is taken back; none where the code only tries. */
    private void assertChanged(String script) throws IOException {
        boolean onlyTries = count("ecsChangeOs", script) == count("dryRun: true", script);
        Stream<String> byTag = script.contains("tag: 'role=web'") ? RUNNING_SERVERS.stream() : Stream.of();
        Stream<String> byId =
                SERVER.matcher(script).results().map(id -> id.group(1) == null ? id.group(2) : id.group(1));
        String image = script.contains("golden-web-") ? GOLDEN : Region.IMAGE;
        Stream<String> chosen = script.contains("ecsServer {") ? Stream.of(RUNNING_SERVERS.get(0)) : Stream.of();
        List<String> named = Stream.concat(chosen, Stream.concat(byTag, byId))
                .filter(cloud.region().servers()::containsKey)
                .distinct()
                .toList();
        assertFalse(named.isEmpty());
        boolean takesBack = script.contains("imageId: change.savedImageId");
        assertEquals(onlyTries ? 0 : takesBack ? 2 * named.size() : named.size(), cloud.changeRequests());
        for (String id : named) {
            SimulatedServer server = cloud.region().at(id);
            String saved = takesBack ? cloud.audit().ourImages().get(0).newDisk() : image;
            assertEquals(onlyTries ? Region.OLD_IMAGE : saved, server.imageId(), server.name());
        }
    }

    private static long count(String word, String script) {
        return Pattern.compile(Pattern.quote(word)).matcher(script).results().count();
    }

    /** With the simulated cloud in place of the one named; then each site lets a job look, where it allows one. */
    private void configure(String yaml, Path file) throws Exception {
        Files.writeString(file, yaml.replaceAll("(?m)^(\\s*(- )?(e|iamE|imsE)ndpoint: ).*", "$1" + cloud.endpoint()));
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        ConfigurationAsCode.get().configureWith(YamlSource.of(file));
        List<EcsSite> sites = EcsSites.get().getSites();
        assertFalse(sites.isEmpty());
        Folder team = jenkins.createProject(Folder.class, "team");
        Folder servers = team.createProject(Folder.class, "servers");
        for (EcsSite site : sites) {
            WorkflowJob job = servers.createProject(WorkflowJob.class, site.getName());
            job.setDefinition(new CpsFlowDefinition(
                    "ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', site: '%s', dryRun: true)"
                            .formatted(Region.SERVER, Region.IMAGE, site.getName()),
                    true));
            jenkins.buildAndAssertSuccess(job);
        }
        team.delete();
    }

    /** What the environment would give to Configuration as Code. */
    @TestExtension
    public static class Keys extends SecretSource {
        @Override
        public Optional<String> reveal(String secret) {
            return Optional.of(
                    secret.endsWith("ACCESS_KEY") ? SimulatedCloud.ACCESS_KEY.id() : JenkinsScene.SECRET_KEY);
        }
    }
}
