package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.EnvVars;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code config.xml} of freestyle jobs. Its form is fixed: every later version reads these files. */
class SavedJobTest extends WithScene {

    private static final Pattern ELEMENT = Pattern.compile("<(\\w+)>([^<]*)</\\1>");

    @Test
    void readsEveryElement() throws Exception {
        OsChangeParameters read = parameters(load("full.xml"));
        assertEquals(Region.SERVER, read.getServerId());
        assertEquals(Region.IMAGE, read.getImageId());
        assertEquals("simulated", read.getSite());
        assertEquals("api-key", read.getCredentialsId());
        assertEquals("web-login", read.getKeyCredentialId());
        assertEquals("#cloud-config", read.getUserData());
        assertEquals("user-data", read.getUserDataCredentialId());
        assertEquals("withStopServer", read.getMode());
        assertEquals(true, read.isStopFirst());
        assertEquals(true, read.isDryRun());
        assertEquals(true, read.isSkipIfCurrent());
        assertEquals("undo-web-1", read.getSaveImageAs());
        assertEquals(true, read.isByol());
        assertEquals(true, read.isEncrypt());
        assertEquals("2a7d2d6f-3c8a-4a1e-9a4e-0e1d2c3b4a59", read.getKmsKeyId());
        assertEquals(true, read.isAutoPay());
        assertEquals(false, read.isCloudInit());
        assertEquals(45, read.getTimeoutMinutes());
        assertEquals(20, read.getPollSeconds());
        assertEquals(true, read.isWaitForLogin());
        assertEquals("web-1.example.com", read.getLoginHost());
        assertEquals(2222, read.getLoginPort());
        assertEquals(20, read.getLoginTimeoutMinutes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal.xml", "all-elements.xml"})
    void readsWhatIsMissingAsItsDefault(String file) throws Exception {
        OsChangeParameters read = parameters(load(file));
        jenkins.assertEqualDataBoundBeans(new OsChangeParameters(Region.SERVER, Region.IMAGE), read);
        assertEquals(true, read.isCloudInit());
        assertEquals(true, read.toRequest(null).cloudInit());
        assertEquals(30, read.getTimeoutMinutes());
        assertEquals(10, read.getPollSeconds());
        assertEquals(10, read.getLoginTimeoutMinutes());
        assertNull(read.getLoginPort());
        assertNull(read.toRequest(null).loginWait());
        assertNull(read.getSite());
        assertNull(read.getUserData());
    }

    @Test
    void writesTheElementsThatItReads() throws Exception {
        FreeStyleProject job = load("full.xml");
        job.save();
        String written = job.getConfigFile().asString();
        assertEquals(elements(text("full.xml")), elements(between(written, "<parameters>", "</parameters>")));
        assertThat("no class is named but the step's", written, not(containsString("OsChangeParameters")));
        assertThat("user data is encrypted", written, not(containsString("#cloud-config")));

        jenkins.jenkins.reload();
        FreeStyleProject again = jenkins.jenkins.getItemByFullName(job.getFullName(), FreeStyleProject.class);
        jenkins.assertEqualDataBoundBeans(parameters(job), parameters(again));
    }

    @Test
    void saysInTheBuildWhichParametersAreMissing() throws Exception {
        FreeStyleProject job = load("empty.xml");
        assertNull(parameters(job).getServerId());
        jenkins.assertLogContains("serverId", jenkins.buildAndAssertStatus(Result.FAILURE, job));
        assertTrue(scene.cloud.requests().isEmpty());
    }

    /** Jenkins itself drops such elements, or takes them for false, and the disk would be wiped. */
    @Test
    void refusesToRunWhatItCannotRead() throws Exception {
        String parameters = """
                <dryRun>yes</dryRun>                               | parameters/dryRun
                <dryRn>true</dryRn>                                | parameters/dryRn
                <dryrun>true</dryrun>                              | parameters/dryrun
                <dryRun>1</dryRun>                                 | parameters/dryRun
                <dryRun> true </dryRun>                            | parameters/dryRun
                <dryRun/>                                          | parameters/dryRun
                <dryRun><value>true</value></dryRun>               | parameters/dryRun
                <dryRun>true</dryRun><dryRun>false</dryRun>        | parameters/dryRun
                <skipIfCurrent dryRun="true">true</skipIfCurrent>  | parameters/skipIfCurrent@dryRun
                <site><name>other</name></site>                    | parameters/site
                <timeoutMinutes>abc</timeoutMinutes>               | parameters/timeoutMinutes
                <timeoutMinutes>030</timeoutMinutes>               | parameters/timeoutMinutes
                <timeoutMinutes>99999999999</timeoutMinutes>       | parameters/timeoutMinutes
                <cloudInit>nein</cloudInit>                        | parameters/cloudInit
                <userdata>#cloud-config s3cret</userdata>          | parameters/userdata
                <a><b>s3cret</b></a><encrypt>on</encrypt>          | parameters/a, parameters/encrypt
                """;
        for (String line : parameters.lines().toList()) {
            String[] wrong = line.split(" +\\| ");
            assertRefused(text("minimal.xml").replace("<serverId>", wrong[0] + "<serverId>"), wrong[1]);
        }
        String beside = "</parameters><dryRun>true</dryRun><expandUserData>x</expandUserData>";
        assertRefused(text("minimal.xml").replace("</parameters>", beside), "dryRun, expandUserData");
        assertRefused(text("minimal.xml").replace("<parameters>", "<parameters dryRun='true'>"), "parameters@dryRun");
        assertRefused(text("minimal.xml").replace("parameters>", "Parameters>"), "Parameters");
    }

    private void assertRefused(String xml, String names) throws Exception {
        FreeStyleProject job = create("wrong", xml);
        String problem = job.getBuildersList().get(EcsChangeOsBuilder.class).getProblem();
        assertThat(problem, containsString("no blanks): " + names + ". Nothing is changed by it."));
        job.delete();
    }

    @Test
    void stillRefusesWhenJenkinsHasSavedTheJob() throws Exception {
        FreeStyleProject job =
                create("saved-again", text("minimal.xml").replace("<serverId>", "<dryRn>true</dryRn><serverId>"));
        String refusal = "no blanks): parameters/dryRn. Nothing is changed by it.";
        jenkins.assertLogContains(refusal, jenkins.buildAndAssertStatus(Result.FAILURE, job));
        job.save();
        job.doReload();
        jenkins.assertLogContains(refusal, jenkins.buildAndAssertStatus(Result.FAILURE, job));
        assertTrue(scene.cloud.requests().isEmpty());
    }

    /** Saving the form is the mending. */
    @Test
    void runsAgainWhenTheFormHasBeenSaved() throws Exception {
        FreeStyleProject job =
                create("mended", text("minimal.xml").replace("<serverId>", "<dryRun>yes</dryRun><serverId>"));
        HtmlPage form = jenkins.createWebClient().getPage(job, "configure");
        assertThat(form.asNormalizedText(), containsString("no blanks): parameters/dryRun. Nothing is changed by it."));
        jenkins.submit(form.getFormByName("config"));
        jenkins.buildAndAssertSuccess(job);
    }

    /** Whoever may read the configuration would see it. */
    @Test
    void encryptsUserDataThatIsPostedInClear() throws Exception {
        String xml = text("full.xml");
        FreeStyleProject job = create("posted", xml);
        assertThat(job.getConfigFile().asString(), not(containsString("#cloud-config")));

        String nested = "<userData>{\"ignition\": 3}</userData>";
        job.updateByXml(
                (Source) new StreamSource(new StringReader(xml.replace("<userData>#cloud-config</userData>", nested))));
        assertThat(job.getConfigFile().asString(), not(containsString("ignition")));
        assertEquals("{\"ignition\": 3}", parameters(job).getUserData());

        String written = job.getConfigFile().asString();
        job.updateByXml((Source) new StreamSource(new StringReader(written)));
        assertEquals(written, job.getConfigFile().asString(), "what is encrypted is left alone");
    }

    private FreeStyleProject create(String name, String xml) throws IOException {
        return (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                name, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsEveryParameterWhenVariablesAreExpanded() throws Exception {
        OsChangeParameters read = parameters(load("full.xml"));
        jenkins.assertEqualDataBoundBeans(read, read.expand(new EnvVars()));

        read.setSite("$A");
        read.setCredentialsId("$A");
        read.setKeyCredentialId("$A");
        read.setUserDataCredentialId("$A");
        read.setSaveImageAs("$A");
        read.setKmsKeyId("$A");
        read.setLoginHost("$A");
        OsChangeParameters expanded = read.expand(new EnvVars("A", "b"));
        assertEquals("b", expanded.getSite());
        assertEquals("b", expanded.getCredentialsId());
        assertEquals("b", expanded.getKeyCredentialId());
        assertEquals("b", expanded.getUserDataCredentialId());
        assertEquals("b", expanded.getSaveImageAs());
        assertEquals("b", expanded.getKmsKeyId());
        assertEquals("b", expanded.getLoginHost());
        assertEquals("$A", read.getSite(), "the job's own are left alone");
    }

    private FreeStyleProject load(String file) throws IOException {
        try (InputStream config = SavedJobTest.class.getResourceAsStream(file)) {
            return (FreeStyleProject) jenkins.jenkins.createProjectFromXML("saved", config);
        }
    }

    private static OsChangeParameters parameters(FreeStyleProject job) {
        return job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters();
    }

    private static String text(String file) throws IOException {
        try (InputStream config = SavedJobTest.class.getResourceAsStream(file)) {
            return new String(config.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String between(String text, String begin, String end) {
        return text.substring(text.indexOf(begin), text.indexOf(end));
    }

    /** Names and values, in any order, but for the one that is encrypted. */
    private static List<String> elements(String xml) {
        return ELEMENT.matcher(xml)
                .results()
                .map(MatchResult::group)
                .filter(element -> !element.startsWith("<userData>"))
                .sorted()
                .toList();
    }
}
