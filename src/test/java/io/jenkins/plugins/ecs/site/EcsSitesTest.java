package io.jenkins.plugins.ecs.site;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class EcsSitesTest {

    private static final String PROJECT = "5fa3a0b7c1d24e0fb3c1d6a1e2f30415";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void keepsSitesInTheForm() throws Exception {
        EcsSite one = new EcsSite("otc", "https://ecs.eu-de.otc.t-systems.com", PROJECT);
        EcsSite two = new EcsSite("huawei", "https://ecs.cn-north-4.myhuaweicloud.com", PROJECT);
        two.setCredentialsId("some-id");
        two.setDefaultSite(true);
        two.setProjectName("eu-de_team");
        two.setIamEndpoint("https://iam-pub.eu-ch2.sc.otc.t-systems.com");
        two.setImsEndpoint("https://ims.example.com");
        two.setConsoleUrl("https://console.example.com/#/{serverId}");
        two.setServerTag("jenkins=yes");
        two.setAllowedImages("Standard_*\ne215580f-73ad-429d-b6f2-5433947433b0");
        two.setAllowedItems("team\nother/job");
        EcsSites.get().setSites(List.of(one, two));

        jenkins.configRoundtrip();

        List<EcsSite> back = EcsSites.get().getSites();
        assertEquals(2, back.size());
        jenkins.assertEqualDataBoundBeans(one, back.get(0));
        jenkins.assertEqualDataBoundBeans(two, back.get(1));
    }

    @Test
    void foldsEachSiteOfSeveralUntilSomethingIsWrongWithIt() throws Exception {
        EcsSite one = new EcsSite("one", "https://ecs.eu-de.otc.t-systems.com", PROJECT);
        EcsSite two = new EcsSite("two", "https://ecs.example.com", "");
        two.setProjectName("eu-nl");
        two.setDefaultSite(true);
        EcsSites.get().setSites(List.of(one));
        assertEquals(List.of("one ecs.eu-de.otc.t-systems.com, project " + PROJECT + ": open"), boxes());

        EcsSites.get().setSites(List.of(one, two));
        assertEquals(
                List.of(
                        "one ecs.eu-de.otc.t-systems.com, project " + PROJECT,
                        "two ecs.example.com, project eu-nl Default site"),
                boxes());

        one.setConsoleUrl("console.example.com");
        two.setAllowedItems("no-such-folder");
        assertThat(boxes(), everyItem(endsWith(": open")));
        one.setConsoleUrl(null);
        one.setDefaultSite(true);
        two.setAllowedItems(null);
        assertThat(boxes(), everyItem(endsWith(": open")));
    }

    private List<String> boxes() throws Exception {
        return jenkins.createWebClient().goTo("configure").querySelectorAll("details.ecs-site").stream()
                .map(box -> visible(box) + (((HtmlElement) box).hasAttribute("open") ? ": open" : ""))
                .toList();
    }

    private static String visible(DomNode box) {
        return box.querySelectorAll(".ecs-site__line > span").stream()
                .filter(word -> !((HtmlElement) word).hasAttribute("hidden"))
                .map(DomNode::getTextContent)
                .collect(Collectors.joining(" "));
    }

    @Test
    void forgetsTheLastSiteInTheForm() throws Exception {
        EcsSites.get().setSites(List.of());
        jenkins.configRoundtrip();
        assertTrue(EcsSites.get().getSites().isEmpty());
    }

    @Test
    void keepsSitesOnDisk() throws Exception {
        EcsSites.get().setSites(List.of(new EcsSite("otc", "https://ecs.eu-de.otc.t-systems.com", PROJECT)));
        assertEquals("otc", new EcsSites().getSites().get(0).getName());
    }

    @Test
    void resolvesTheNamedTheDefaultOrTheOnlySite() throws Exception {
        EcsSite one = new EcsSite("one", "https://ecs.example.com", PROJECT);
        EcsSite two = new EcsSite("two", "https://ecs.example.com", PROJECT);
        EcsSites.get().setSites(List.of(one));
        assertEquals("one", EcsSites.get().resolve(null, null).getName());

        EcsSites.get().setSites(List.of(one, two));
        assertEquals("two", EcsSites.get().resolve("two", null).getName());
        assertThrows(MisconfiguredException.class, () -> EcsSites.get().resolve(" ", null));
        assertThrows(MisconfiguredException.class, () -> EcsSites.get().resolve("three", null));

        two.setDefaultSite(true);
        assertEquals("two", EcsSites.get().resolve(null, null).getName());
    }

    @Test
    void takesNoTwoSitesOfOneNameNorTwoDefaults() throws Exception {
        EcsSite one = new EcsSite("one", "https://ecs.example.com", PROJECT);
        EcsSite two = new EcsSite("two", "https://ecs.example.com", PROJECT);
        EcsSites.get().setSites(List.of(one, two));
        HtmlForm form = jenkins.createWebClient().goTo("configure").getFormByName("config");
        List<HtmlInput> names = form.getInputsByName("_.name").stream()
                .filter(input -> List.of("one", "two").contains(input.getValue()))
                .toList();
        names.get(1).setValue("one");
        FailingHttpStatusCodeException refused =
                assertThrows(FailingHttpStatusCodeException.class, () -> jenkins.submit(form));
        assertThat(refused.getResponse().getContentAsString(), containsString("two ECS sites are named ‘one’"));
        assertEquals(
                List.of("one", "two"),
                EcsSites.get().getSites().stream().map(EcsSite::getName).toList());

        one.setDefaultSite(true);
        two.setDefaultSite(true);
        assertThat(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EcsSites.get().setSites(List.of(one, two)))
                        .getMessage(),
                containsString("more than one ECS site is marked as default: one, two"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://ecs.example.com, %s, name: missing",
        "one, '', %s, endpoint: missing in site ‘one’",
        "one, https://ecs.example.com, '', projectId: missing in site ‘one’",
        "one, http://ecs.example.com, %s, endpoint: cannot be used in site ‘one’. ‘http://ecs.example.com’ is not",
        "one, https://ecs.example.com, 5fa3, projectId: cannot be used in site ‘one’. ‘5fa3’ is not a project ID;"
    })
    void takesNoSiteThatLacksWhatEverySiteNeeds(String name, String endpoint, String project, String message) {
        EcsSite site = new EcsSite(name, endpoint, project.replace("%s", PROJECT));

        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> EcsSites.get().setSites(List.of(site)));
        assertThat(refused.getMessage(), containsString(message));
    }

    @Test
    void refusesAFormThatNoRequestCouldBeMadeWith() throws Exception {
        EcsSites.get().setSites(List.of(new EcsSite("one", "https://ecs.example.com", PROJECT)));
        HtmlForm form = jenkins.createWebClient().goTo("configure").getFormByName("config");
        form.getInputByName("_.projectId").setValue("5fa3");
        assertThat(
                assertThrows(FailingHttpStatusCodeException.class, () -> jenkins.submit(form))
                        .getResponse()
                        .getContentAsString(),
                containsString("projectId: cannot be used in site ‘one’. ‘5fa3’ is not a project ID;"));
        assertEquals(PROJECT, EcsSites.get().getSites().get(0).getProjectId());

        EcsSite other = new EcsSite("two", "https://ecs.example.com", PROJECT);
        other.setIamEndpoint("iam.example.com");
        assertThat(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EcsSites.get().setSites(List.of(other)))
                        .getMessage(),
                containsString("iamEndpoint: cannot be used in site ‘two’. ‘iam.example.com’ is not a web address"));
    }

    /** The file loads, and the form shows which field is wrong. */
    @Test
    void readsAProjectThatWasWrittenByHand() throws Exception {
        EcsSites.get().setSites(List.of(new EcsSite("one", "https://ecs.example.com", PROJECT)));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(EcsSites.class.getName() + ".xml");
        Files.writeString(file, Files.readString(file).replace(PROJECT, "5fa3"));

        EcsSite site = new EcsSites().resolve("one", null);

        assertThat(
                assertThrows(IllegalArgumentException.class, site::project).getMessage(),
                containsString("‘5fa3’ is not a project ID"));
    }

    @Test
    void warnsOfSeveralSitesWithoutADefault() throws Exception {
        EcsSite one = new EcsSite("one", "https://ecs.example.com", PROJECT);
        EcsSite two = new EcsSite("two", "https://ecs.example.com", PROJECT);
        EcsSites.get().setSites(List.of(one));
        assertFalse(isWarned());
        EcsSites.get().setSites(List.of(one, two));
        assertTrue(isWarned());
        two.setDefaultSite(true);
        assertFalse(isWarned());
    }

    private boolean isWarned() throws Exception {
        HtmlElement warning = jenkins.createWebClient().goTo("configure").querySelector(".ecs-sites__no-default");
        assertThat(warning.getTextContent(), containsString("Several sites are configured and none is the default"));
        return !warning.hasAttribute("hidden");
    }

    @Test
    void saysInTheTestOfAConnectionAllThatIsMissing() {
        EcsSiteDescriptor form = jenkins.jenkins.getDescriptorByType(EcsSiteDescriptor.class);
        FormValidation nothing = form.doTestConnection("", "", "", "", "", "", "", "", "");
        assertEquals(FormValidation.Kind.ERROR, nothing.kind);
        assertThat(
                nothing.getMessage(),
                startsWith("No ECS endpoint is entered: choose cloud and region, or enter its address."
                        + " No project is entered: enter the project ID or the project name. Select a credential"));
        FormValidation wrong = form.doTestConnection("https://ecs.example.com", "", "", "5fa3", "", "", "", "", "");
        assertThat(wrong.getMessage(), startsWith("‘5fa3’ is not a project ID"));
    }

    @Test
    void usesNeitherOfTwoSitesOfOneNameThatWereWrittenByHand() throws Exception {
        EcsSite site = new EcsSite("one", "https://ecs.example.com", PROJECT);
        site.setDefaultSite(true);
        EcsSites.get().setSites(List.of(site));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(EcsSites.class.getName() + ".xml");
        Files.writeString(file, Files.readString(file).replaceAll("(?s)(<[\\w.]+EcsSite>.*EcsSite>)", "$1$1"));

        EcsSites sites = new EcsSites();
        assertEquals(2, sites.getSites().size());
        assertThat(
                assertThrows(MisconfiguredException.class, () -> sites.resolve("one", null))
                        .getMessage(),
                containsString("two ECS sites are named ‘one’"));
        assertThat(
                assertThrows(MisconfiguredException.class, () -> sites.resolve(null, null))
                        .getMessage(),
                containsString("more than one ECS site is marked as default"));
    }

    @Test
    void checksFieldsAsTheyAreTyped() {
        EcsSiteDescriptor form = jenkins.jenkins.getDescriptorByType(EcsSiteDescriptor.class);
        assertEquals(FormValidation.Kind.OK, form.doCheckEndpoint("https://ecs.eu-de.otc.t-systems.com").kind);
        assertEquals(FormValidation.Kind.ERROR, form.doCheckEndpoint("http://ecs.eu-de.otc.t-systems.com").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckProjectId(PROJECT).kind);
        assertEquals(FormValidation.Kind.ERROR, form.doCheckProjectId("eu-de").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckEndpoint("").kind, "nothing typed yet");
        assertEquals(FormValidation.Kind.OK, form.doCheckProjectId("").kind, "nothing typed yet");
        assertEquals(FormValidation.Kind.OK, form.doCheckRequestsPerSecond("").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckRequestsPerSecond("20").kind);
        assertEquals(FormValidation.Kind.ERROR, form.doCheckRequestsPerSecond("0").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckConsoleUrl("").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckConsoleUrl("https://console.example.com/{serverId}").kind);
        assertEquals(FormValidation.Kind.ERROR, form.doCheckConsoleUrl("javascript:alert(1)").kind);
    }
}
