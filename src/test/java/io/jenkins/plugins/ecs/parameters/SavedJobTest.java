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
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
            return new String(config.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
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
