package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.AbortException;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javaposse.jobdsl.dsl.DslScriptLoader;
import javaposse.jobdsl.plugin.JenkinsJobManagement;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A call that is spelt wrong changes no server. Tested as in production, where Jenkins itself only warns of unknown arguments. */
@WithJenkins
class ArgumentsTest {

    private static final String IDS = "serverId: '" + Region.SERVER + "', imageId: '" + Region.IMAGE + "'";
    private static final String SECRET = "s3cret-0f-user-data";

    private static JenkinsRule jenkins;
    private static boolean strict;

    private JenkinsScene scene;

    @BeforeAll
    static void asInProduction(JenkinsRule rule) {
        jenkins = rule;
        strict = DescribableModel.STRICT_PARAMETER_CHECKING;
        DescribableModel.STRICT_PARAMETER_CHECKING = false;
    }

    @AfterAll
    static void restore() {
        DescribableModel.STRICT_PARAMETER_CHECKING = strict;
    }

    @BeforeEach
    void arrange() throws Exception {
        scene = new JenkinsScene();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecsChangeOs(%s, dryrun: true) | ‘dryrun’ is not a parameter of ecsChangeOs; did you mean ‘dryRun’?",
                "ecsChangeOs([dry_run: true, %s]) | did you mean ‘dryRun’?",
                "def a = [%s]; a['dryRun '] = true; ecsChangeOs(a) | did you mean ‘dryRun’?",
                "ecsChangeOs(%s, (\"dry${'run'}\".toString()): true) | did you mean ‘dryRun’?",
                "ecsChangeOs(%s, \"dry${'run'}\": true) | did you mean ‘dryRun’?",
                "steps.'io.jenkins.plugins.ecs.pipeline.EcsChangeOsStep'(%s, dryrun: true) | did you mean ‘dryRun’?",
                "ecsChangeOs(%s, colour: 'red') | its parameters are autoPay, byol,",
                "ecsChangeOs(%s, dryRun: 'yes') | dryRun: must be true or false; given: the text ‘yes’.",
                "ecsChangeOs(%s, dryRun: '${DRY_RUN}') | dryRun: must be true or false; given: the text ‘${DRY_RUN}’.",
                "ecsChangeOs(%s, dryRun: 'never') | given: a different text, which is not shown because it could be a secret.",
                "ecsChangeOs(%s, dryRun: '1') | dryRun: must be true or false",
                "ecsChangeOs(%s, dryRun: 1) | dryRun: must be true or false; given: 1.",
                "ecsChangeOs(%s, dryRun: null) | dryRun: must be true or false; given: null.",
                "ecsChangeOs(%s, encrypt: 'yes') | encrypt: must be true or false",
                "ecsChangeOs(%s, timeoutMinutes: '10 min') | timeoutMinutes: must be a whole number; given: the text ‘10 min’.",
                "ecsChangeOs(%s, timeoutMinutes: '') | timeoutMinutes: must be a whole number; given: an empty text.",
                "ecsChangeOs(%s, timeoutMinutes: 'abc') | given: a different text, which is not shown because it could be a secret.",
                "ecsChangeOs(%s, timeoutMinutes: 1.5) | timeoutMinutes: must be a whole number",
                "ecsChangeOs(%s, timeoutMinutes: 99999999999) | timeoutMinutes: must be a whole number",
                "ecsChangeOs(%s, site: [name: 'simulated']) | site: must be a text; given: a map.",
                "ecsChangeOs(%s, keyCredentialId: 7) | keyCredentialId: must be a text",
                "ecsChangeOs(%s, saveImageAs: '') | saveImageAs: is empty; leave it out, or specify a value.",
                "ecsChangeOs(%s, site: ' ', keyCredentialId: \"${''}\") | site: is empty",
                "ecsChangeOs(%s, userData: '\\n') | userData: is empty",
            })
    void refusesWhatIsSpeltWrong(String script, String words) throws Exception {
        WorkflowRun run = refused(script.formatted(IDS));
        jenkins.assertLogContains(words, run);
        jenkins.assertLogContains("OS not changed, nothing was sent", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecsChangeOs(%s, userData: '#!/bin/sh\\n%s', timeoutMinutes: 'abc')",
                "ecsChangeOs(%s, userdata: '#!/bin/sh\\n%s')",
                "ecsChangeOs(%s, userData: ['#!/bin/sh', '%s'])",
                "ecsChangeOs(%s, userData: '#!/bin/sh\\nexit 0', dryRun: '%s')",
                "step([$class: 'EcsChangeOsStep', %s, userdata: '%s', dryrun: true])",
                "step([$class: 'EcsChangeOsBuilder', parameters: [%s, userData: '%s', dryrun: true]])",
            })
    void neverRepeatsAValue(String script) throws Exception {
        WorkflowRun run = refused(script.formatted(IDS, SECRET));
        if (!script.startsWith("step(")) { // there Jenkins refuses before the plugin is asked
            assertThat(JenkinsRule.getLog(run), not(containsString(SECRET)));
        }
    }

    @Test
    void refusesInADeclarativePipeline() throws Exception {
        refused("""
                pipeline { agent none
                  stages { stage('Change') { steps { ecsChangeOs(%s, dryrun: true) } } } }
                """.formatted(IDS));
        WorkflowRun run = refused("""
                pipeline { agent none
                  stages { stage('Change') { steps { script { def more = [%s, dryrun: true]; ecsChangeOs(more) } } } } }
                """.formatted(IDS));
        jenkins.assertLogContains("did you mean ‘dryRun’?", run);
    }

    @Test
    void letsAScriptCatchTheRefusal() throws Exception {
        WorkflowRun run =
                run("try { ecsChangeOs(" + IDS + ", dryrun: true) } catch (e) { echo 'caught ' + e.message }");
        jenkins.assertBuildStatusSuccess(run);
        jenkins.assertLogContains("caught OS not changed", run);
        assertEquals(0, scene.cloud.requests().size());
    }

    @Test
    void takesTextsForBooleansAndNumbers() throws Exception {
        jenkins.assertBuildStatusSuccess(
                run("def yes = 'true'; ecsChangeOs(" + IDS + ", dryRun: \"${yes}\", pollSeconds: '1', site: null)"));
        assertEquals(0, scene.cloud.changeRequests());
        assertThat(scene.cloud.requests().size(), greaterThan(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryrun(true)", "dryRun('yes')", "timeoutMinutes('abc')", "dryRun(null)"})
    void refusesInJobDsl(String wrong) {
        Exception refused = assertThrows(Exception.class, () -> jobDsl(wrong));
        assertThat(messages(refused), not(containsString(SECRET)));
        assertTrue(jenkins.jenkins.getItem("generated") == null);
    }

    @Test
    void takesJobDslThatIsSpeltRight() throws Exception {
        jobDsl("dryRun(true)");
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("generated", FreeStyleProject.class);
        assertTrue(job.getBuildersList()
                .get(EcsChangeOsBuilder.class)
                .getParameters()
                .isDryRun());
        job.delete();
    }

    private static void jobDsl(String line) throws Exception {
        new DslScriptLoader(new JenkinsJobManagement(System.out, Map.of(), new File(".")))
                .runScript("""
                freeStyleJob('generated') { steps { ecsChangeOsBuilder { parameters {
                    serverId('%s')
                    imageId('%s')
                    userData('#!/bin/sh\\n%s')
                    %s
                } } } }
                """.formatted(Region.SERVER, Region.IMAGE, SECRET, line));
    }

    private static String messages(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }

    /** Calls that are spelt wrong in one way or several, against the same calls spelt right. */
    @Test
    void neverMakesAnotherStepOfAMisspeltCall() throws Exception {
        Misspelling fuzz = new Misspelling(new Random(14));
        EcsChangeOsStep.DescriptorImpl descriptor =
                jenkins.jenkins.getDescriptorByType(EcsChangeOsStep.DescriptorImpl.class);
        int refused = 0;
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            Map<String, Object> right = fuzz.call();
            Map<String, Object> wrong = fuzz.misspell(right);
            EcsChangeOsStep made;
            try {
                made = (EcsChangeOsStep) descriptor.newInstance(wrong);
                taken++;
            } catch (AbortException e) {
                assertThat(e.getMessage(), not(containsString(SECRET)));
                refused++;
                continue;
            }
            assertEquals(values((EcsChangeOsStep) descriptor.newInstance(right)), values(made), wrong::toString);
        }
        assertThat(refused, greaterThan(5000));
        assertThat(taken, greaterThan(200));
    }

    /** The same through Pipelines, with every call in a build of its own step: each would change the server if it were taken. */
    @Test
    void sendsNothingForMisspeltCallsOfAPipeline() throws Exception {
        Misspelling fuzz = new Misspelling(new Random(41));
        List<String> calls = new ArrayList<>();
        while (calls.size() < 200) {
            Map<String, Object> wrong = new LinkedHashMap<>(Map.of("serverId", Region.SERVER, "imageId", Region.IMAGE));
            wrong.put(fuzz.name("dryRun"), true);
            if (!wrong.containsKey("dryRun")) {
                calls.add(Misspelling.groovy(wrong));
            }
        }
        StringBuilder script = new StringBuilder("int refused = 0\n");
        calls.forEach(call -> script.append("try { ecsChangeOs(")
                .append(call)
                .append(") } catch (hudson.AbortException e) { refused++ }\n"));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script + "echo \"refused ${refused}\"", true));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("refused " + calls.size(), run);
        assertEquals(0, scene.cloud.requests().size());
    }

    private static Map<String, Object> values(EcsChangeOsStep step) {
        return DescribableModel.of(EcsChangeOsStep.class).uninstantiate2(step).toMap();
    }

    private WorkflowRun refused(String script) throws Exception {
        WorkflowRun run = run(script);
        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertEquals(0, scene.cloud.requests().size());
        return run;
    }

    private static WorkflowRun run(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).get();
    }
}
