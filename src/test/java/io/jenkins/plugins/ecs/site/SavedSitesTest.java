package io.jenkins.plugins.ecs.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.Project;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The file of the global configuration. Its form is fixed: every later version reads these. */
@WithJenkins
class SavedSitesTest {

    private JenkinsRule rule;
    private Path file;

    @BeforeEach
    void start(JenkinsRule rule) {
        this.rule = rule;
        file = rule.jenkins.getRootDir().toPath().resolve(EcsSites.class.getName() + ".xml");
    }

    @Test
    void readsEveryElement() throws Exception {
        EcsSites saved = load("full.xml");
        assertNull(saved.getProblem());
        assertTrue(saved.isPermissionRequired());
        EcsSite site = saved.getSites().get(0);
        assertEquals("otc", site.getName());
        assertEquals("https://ecs.eu-ch2.sc.otc.t-systems.com", site.getEndpoint());
        assertEquals("5fa3a0b7c1d24e0fb3c1d6a1e2f30415", site.getProjectId());
        assertEquals("eu-ch2_team", site.getProjectName());
        assertEquals("https://iam-pub.eu-ch2.sc.otc.t-systems.com", site.getIamEndpoint());
        assertEquals("https://ims.example.com", site.getImsEndpoint());
        assertEquals("otc-key", site.getCredentialsId());
        assertEquals("https://console.example.com/#/{serverId}", site.getConsoleUrl());
        assertEquals(20, site.getRequestsPerSecond());
        assertTrue(site.isDefaultSite());
        assertEquals("jenkins=yes", site.getServerTag());
        assertEquals("Standard_*", site.getAllowedImages());
        assertEquals("team/servers", site.getAllowedItems());
        assertTrue(site.isOwnServersAllowed());
    }

    @Test
    void readsWhatIsMissingAsItsDefault() throws Exception {
        EcsSites saved = load("minimal.xml");
        assertFalse(saved.isPermissionRequired());
        List<EcsSite> sites = saved.getSites();
        assertEquals(RateLimiter.DEFAULT_PER_SECOND, sites.get(0).getRequestsPerSecond());
        assertNull(sites.get(0).getServerTag());
        assertFalse(sites.get(0).isOwnServersAllowed());
        assertTrue(sites.get(0).isUsableBy(null));
        assertEquals(Project.named("eu-de_team"), sites.get(1).project());
        assertEquals("", sites.get(2).getName());
        assertEquals("CUSTOM", sites.get(2).getCloud());
        assertThrows(IllegalArgumentException.class, sites.get(2)::endpoints);
        assertThrows(IllegalArgumentException.class, sites.get(2)::project);
    }

    @Test
    void writesTheElementsThatItReads() throws Exception {
        EcsSites saved = load("full.xml");
        EcsSites.get().setPermissionRequired(saved.isPermissionRequired());
        EcsSites.get().setSites(saved.getSites());
        String written = Files.readString(file).replaceAll(" plugin=\"[^\"]*\"", "");
        assertEquals(text("full.xml").strip(), written.strip());
    }

    /** Jenkins itself drops them, and what they forbid would be allowed. */
    @Test
    void usesNoSiteWhereAGuardrailCannotBeRead() throws Exception {
        String wrong = """
                <serverTag>          | <serverTg>                                        | EcsSite/serverTg
                <allowedItems>       | <items>                                           | EcsSite/items
                <ownServersAllowed>  | <ownServersAllowed>x                              | EcsSite/ownServersAllowed
                <defaultSite>        | <defaultSite>true</defaultSite><defaultSite>      | EcsSite/defaultSite
                <permissionRequired> | <permisionRequired>                               | permisionRequired
                <permissionRequired> | <permissionRequired>y                             | permissionRequired
                <sites>              | <sites permissionRequired="true">                 | sites@permissionRequired
                """;
        for (String line : wrong.lines().toList()) {
            String[] cells = line.split(" *\\| +");
            String end = cells[0].replace("<", "</");
            String xml = text("full.xml").replace(cells[0], cells[1]);
            boolean renamed = cells[1].matches("<\\w+>");
            Files.writeString(file, renamed ? xml.replace(end, cells[1].replace("<", "</")) : xml);
            EcsSites saved = EcsSites.get();
            saved.load();
            assertRefused(saved, cells[2]);

            saved.setSites(saved.getSites());
            assertRefused(new EcsSites(), cells[2]);
        }
    }

    /** Which shows what was understood. */
    @Test
    void usesTheSitesAgainWhenTheFormIsSaved() throws Exception {
        Files.writeString(file, text("full.xml").replace("permissionRequired", "permisionRequired"));
        EcsSites saved = EcsSites.get();
        saved.load();
        HtmlPage form = rule.createWebClient().goTo("configure");
        assertThat(form.asNormalizedText(), containsString("no blanks): permisionRequired."));
        rule.submit(form.getFormByName("config"));
        assertNull(saved.getProblem());
        assertNull(new EcsSites().getProblem());
    }

    private static void assertRefused(EcsSites sites, String name) {
        String refusal = assertThrows(MisconfiguredException.class, () -> sites.resolve(null, null))
                .getMessage();
        assertThat(refusal, containsString(EcsSites.class.getName() + ".xml, has unknown or repeated elements"));
        assertThat(refusal, containsString("no blanks): " + name + "."));
        EcsSite begun = new EcsSite("begun", "https://ecs.example.com", "5fa3a0b7c1d24e0fb3c1d6a1e2f30415");
        assertThrows(MisconfiguredException.class, () -> sites.checked(begun, null));
    }

    private EcsSites load(String name) throws Exception {
        Files.writeString(file, text(name));
        return new EcsSites();
    }

    private static String text(String name) throws Exception {
        try (InputStream saved = SavedSitesTest.class.getResourceAsStream(name)) {
            return new String(saved.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
