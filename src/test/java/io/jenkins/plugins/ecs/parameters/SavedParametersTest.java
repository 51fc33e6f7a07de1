package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javaposse.jobdsl.dsl.DslScriptLoader;
import javaposse.jobdsl.plugin.JenkinsJobManagement;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** A filter of a build parameter that is spelt wrong is never taken for none: in a {@code config.xml}, in a Pipeline, in Job DSL. */
class SavedParametersTest extends WithBuildParameters {

    private FreeStyleProject create(String elements) throws IOException {
        String type = EcsServerParameterDefinition.class.getName();
        String xml =
                "<project><properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions><%1$s><name>SERVER</name>%2$s</%1$s></parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties></project>"
                        .formatted(type, elements);
        return (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                "saved", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static EcsServerParameterDefinition parameter(FreeStyleProject job) {
        return (EcsServerParameterDefinition)
                job.getProperty(ParametersDefinitionProperty.class).getParameterDefinition("SERVER");
    }

    @Test
    void startNoBuildWhereTheyCannotBeRead() throws Exception {
        String wrong = """
                <tags>role=web</tags>                        | tags
                <Tag>role=web</Tag>                          | Tag
                <namepattern>web-*</namepattern>             | namepattern
                <tag>role=web</tag><tag>role=db</tag>        | tag
                <tag key="role">web</tag>                    | tag@key
                <tag><value>role=web</value></tag>           | tag
                <tag>role=web</tag><filter><a/></filter>     | filter
                """;
        for (String line : wrong.lines().toList()) {
            String[] parts = line.split(" +\\| ");
            FreeStyleProject job = create(parts[0]);

            WebResponse answer = post(job, "buildWithParameters?delay=0sec", "SERVER", WEB);

            assertEquals(BAD_REQUEST, answer.getStatusCode(), line);
            assertThat(
                    answer.getContentAsString(), containsString("cannot be read: " + parts[1] + ". No build starts."));
            assertNull(job.scheduleBuild2(0), line);
            job.delete();
        }
        assertNotNull(create("<tag>role=web</tag><defaultValue/><description>x</description>")
                .scheduleBuild2(0)
                .get());
    }

    @Test
    void stillStartNoneWhenJenkinsHasSavedThemUntilTheFormIsSaved() throws Exception {
        FreeStyleProject job = create("<tags>role=web</tags>");
        job.save();
        job.doReload();
        assertNull(job.scheduleBuild2(0));
        try (var browser = jenkins.createWebClient()) {
            HtmlPage form = browser.getPage(job, "configure");
            assertThat(form.asNormalizedText(), containsString("cannot be read: tags. No build starts."));
            jenkins.submit(form.getFormByName("config"));
        }
        assertNull(parameter(job).getProblem());
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));
    }

    @Test
    void areRefusedInPipelinesThatSpellThemWrong() throws Exception {
        boolean strict = DescribableModel.STRICT_PARAMETER_CHECKING;
        DescribableModel.STRICT_PARAMETER_CHECKING = false; // as in production
        try {
            String wrong = """
                    ecsServer(name: 'S', tags: 'role=web')       | ‘tags’ is not a parameter of ecsServer; did you mean ‘tag’?
                    ecsServer(name: 'S', tag: ['role=web'])      | tag: must be a text
                    ecsServer(name: 'S', tag: ' ')               | tag: is empty
                    ecsImage(name: 'I', namepattern: 'golden-*') | did you mean ‘namePattern’?
                    ecsImage(name: 'I', tag: 'role=web')         | ‘tag’ is not a parameter of ecsImage
                    """;
            for (String line : wrong.lines().toList()) {
                String[] parts = line.split(" +\\| ");
                WorkflowJob job = jenkins.createProject(WorkflowJob.class);
                job.setDefinition(new CpsFlowDefinition("properties([parameters([" + parts[0] + "])])", true));
                WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
                jenkins.assertLogContains("Build parameter not defined: ", run);
                jenkins.assertLogContains(parts[1], run);
                assertNull(job.getProperty(ParametersDefinitionProperty.class));
            }
        } finally {
            DescribableModel.STRICT_PARAMETER_CHECKING = strict;
        }
    }

    @Test
    void areRefusedInJobDslThatSpellsThemWrong() {
        for (String wrong : new String[] {"tags('role=web')", "tag('')"}) {
            String script = "freeStyleJob('generated') { parameters { ecsServer { name('S')\n" + wrong + " } } }";
            assertThrows(
                    Exception.class,
                    () -> new DslScriptLoader(new JenkinsJobManagement(System.out, Map.of(), new File(".")))
                            .runScript(script),
                    wrong);
        }
        assertThat(jenkins.jenkins.getItems(), empty());
    }
}
