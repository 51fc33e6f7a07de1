package io.jenkins.plugins.ecs.parameters;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.util.FormValidation.Kind;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.run.SharedScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.SingleSCMSource;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SingleFileSCM;

/** The form's checks and lists, and who may see what in them. */
class ParametersFormTest extends SharedScene {

    private OsChangeParametersDescriptor form;
    private FreeStyleProject job;

    @BeforeEach
    void start() throws Exception {
        form = jenkins.jenkins.getDescriptorByType(OsChangeParametersDescriptor.class);
        job = jenkins.createFreeStyleProject();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author"));
    }

    @Test
    void checksFieldsAsTheyAreTyped() {
        assertEquals(Kind.OK, form.doCheckServerId(Region.SERVER).kind);
        assertEquals(Kind.OK, form.doCheckServerId("${SERVER}").kind);
        assertEquals(Kind.ERROR, form.doCheckServerId("web-1").kind);
        assertEquals(Kind.OK, form.doCheckImageId("").kind, "nothing typed yet");
        assertEquals(Kind.OK, form.doCheckUserData("#cloud-config").kind);
        assertEquals(Kind.OK, form.doCheckUserData("").kind);
        assertEquals(Kind.OK, form.doCheckUserData("${USER_DATA}").kind);
        assertEquals(Kind.ERROR, form.doCheckUserData("x".repeat(40_000)).kind);
        assertEquals(Kind.ERROR, form.doCheckUserData("#cloud-config packages: [nginx]").kind);
        assertEquals(Kind.ERROR, form.doCheckUserData("#cloud-config\na: [").kind);
        assertEquals(Kind.WARNING, form.doCheckUserData("\n#cloud-config\n").kind);
        assertEquals(Kind.WARNING, form.doCheckUserData("packages: [nginx]").kind);
        assertEquals(Kind.OK, form.doCheckTimeoutMinutes("30").kind);
        assertEquals(Kind.ERROR, form.doCheckTimeoutMinutes("never").kind);
        assertEquals(Kind.ERROR, form.doCheckTimeoutMinutes("100000").kind);
        assertEquals(Kind.ERROR, form.doCheckPollSeconds("0").kind);
        assertEquals(Kind.OK, form.doCheckLoginHost("", false).kind);
        assertEquals(Kind.OK, form.doCheckLoginHost("${HOST}", true).kind);
        assertEquals(Kind.OK, form.doCheckLoginHost("web-1.example.com", true).kind);
        assertEquals(Kind.OK, form.doCheckLoginHost("fe80::1", true).kind);
        assertEquals(Kind.ERROR, form.doCheckLoginHost("root@web-1", true).kind);
        assertEquals(Kind.ERROR, form.doCheckLoginHost("web-1", false).kind);
        assertEquals(Kind.OK, form.doCheckLoginPort("", true).kind);
        assertEquals(Kind.OK, form.doCheckLoginPort("2222", true).kind);
        assertEquals(Kind.ERROR, form.doCheckLoginPort("70000", true).kind);
        assertEquals(Kind.ERROR, form.doCheckLoginPort("2222", false).kind);
        assertEquals(Kind.ERROR, form.doCheckLoginTimeoutMinutes("0").kind);
        assertEquals(Kind.OK, form.doCheckSaveImageAs("", "*").kind);
        assertEquals(Kind.OK, form.doCheckSaveImageAs("undo-web-1-${BUILD_NUMBER}", "undo-*").kind);
        assertEquals(Kind.OK, form.doCheckSaveImageAs("undo-web-1", "golden-*").kind);
        assertEquals(Kind.OK, form.doCheckSaveImageAs("undo-web-1", "$NAME*").kind);
        assertEquals(Kind.ERROR, form.doCheckSaveImageAs("undo-web-1", "undo-*").kind);
        assertEquals(Kind.ERROR, form.doCheckSaveImageAs("undo/web-1", "").kind);
        assertEquals(Kind.OK, form.doCheckKmsKeyId("", false).kind);
        assertEquals(Kind.OK, form.doCheckKmsKeyId(Region.IMAGE, true).kind);
        assertEquals(Kind.ERROR, form.doCheckKmsKeyId(Region.IMAGE, false).kind);
        assertEquals(Kind.ERROR, form.doCheckKmsKeyId("my-key", true).kind);
    }

    @Test
    void wantsEitherIdOrName() {
        assertEquals(Kind.OK, form.doCheckServerName("web-1", "").kind);
        assertThat(
                form.doCheckServerName("web-1", Region.SERVER).getMessage(), containsString("together with “Server”;"));
        assertEquals(Kind.OK, form.doCheckImageName("golden-*", "").kind);
        assertEquals(Kind.OK, form.doCheckImageName("", Region.IMAGE).kind);
        assertThat(
                form.doCheckImageName("golden-*", Region.IMAGE).getMessage(),
                containsString("together with “New image”;"));
        assertThat(form.doCheckImageName("*", "").getMessage(), containsString("every image"));
        assertThat(
                form.doCheckUserDataCredentialId("some-id", "#cloud-config").getMessage(),
                containsString("leave out either “User data” or “User data from a credential”"));
        assertThat(
                form.doCheckLoginHost("web-1", false).getMessage(),
                containsString("without “Wait until the new system accepts logins”"));
    }

    @Test
    void tellsANameFromAnId() {
        assertThat(form.doCheckServerId("web-1").getMessage(), containsString("choose from the list"));
    }

    @Test
    void checksTheSiteForAnAuthorOnly() {
        assertEquals(Kind.OK, as("author", () -> form.doCheckSite(job, "simulated")).kind);
        assertEquals(Kind.OK, as("author", () -> form.doCheckSite(job, "${SITE}")).kind);
        assertThat(as("author", () -> form.doCheckSite(job, "other")).getMessage(), containsString("simulated"));
        assertEquals(Kind.OK, as("reader", () -> form.doCheckSite(job, "other")).kind);
    }

    @Test
    void listsOnlyFittingCredentialsToAnAuthor() {
        List<String> logins = as("author", () -> values(form.doFillKeyCredentialIdItems(job, "")));
        assertThat(logins, hasItems("web-login", "user-and-password", "password-text"));
        assertThat(logins, not(hasItem("api-key")));
        List<String> keys = as("author", () -> values(form.doFillCredentialsIdItems(job, "", "")));
        assertThat(keys, hasItems("api-key", "user-and-password"));
        assertThat(keys, not(hasItem("web-login")));
    }

    @Test
    void listsNothingToAReaderButWhatIsSet() {
        assertThat(as("reader", () -> values(form.doFillKeyCredentialIdItems(job, "set"))), contains("", "set"));
        assertThat(as("reader", () -> values(form.doFillCredentialsIdItems(job, "set", ""))), contains("", "set"));
        assertThat(as("reader", () -> values(form.doFillCredentialsIdItems(null, "set", ""))), contains("", "set"));
        assertThat(as("reader", () -> values(form.doFillSiteItems(job, "set"))), contains("", "set"));
    }

    /** Who may read the configuration, or use the job's credentials, sees them; what the cloud and the sites have to tell, only an author. */
    @Test
    void listsCredentialsToWhoeverMayUseThem() {
        for (Permission permission : List.of(Item.EXTENDED_READ, CredentialsProvider.USE_ITEM)) {
            boolean enabled = permission.getEnabled();
            permission.setEnabled(true);
            try {
                ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                        .grant(Jenkins.READ, Item.READ, permission)
                        .everywhere()
                        .to(permission.name);
                assertThat(
                        as(permission.name, () -> values(form.doFillKeyCredentialIdItems(job, ""))),
                        hasItem("web-login"));
                assertThat(as(permission.name, () -> values(form.doFillSiteItems(job, null))), contains(""));
                assertEquals(Kind.OK, as(permission.name, () -> form.doCheckSite(job, "other")).kind);
            } finally {
                permission.setEnabled(enabled);
            }
        }
    }

    @Test
    void listsSitesToAnAuthor() {
        assertThat(as("author", () -> values(form.doFillSiteItems(job, null))), contains("", "simulated"));
    }

    @Test
    void namesTheDefaultSiteOrSaysThatThereIsNone() {
        assertEquals("(the default site: simulated)", withoutSite("author"));
        assertEquals("(the default site)", withoutSite("reader"));

        List<EcsSite> two = new ArrayList<>(EcsSites.get().getSites());
        two.add(new EcsSite("other", "https://ecs.example.com", SimulatedCloud.PROJECT));
        EcsSites.get().setSites(two);

        assertEquals("(none is the default: choose a site)", withoutSite("author"));
        two.get(1).setDefaultSite(true);
        assertEquals("(the default site: other)", withoutSite("author"));
        two.forEach(site -> site.setAllowedItems("elsewhere"));
        assertEquals("(no site can be used here)", withoutSite("author"));
    }

    private String withoutSite(String user) {
        return as(user, () -> form.doFillSiteItems(job, "")).get(0).name;
    }

    @Test
    void bindsAnEmptyPortAsNone() throws Exception {
        OsChangeParameters parameters = new OsChangeParameters(Region.SERVER, Region.IMAGE);
        parameters.setWaitForLogin(true);
        assertEquals(null, bound(parameters).getLoginPort());
        parameters.setLoginPort(2222);
        parameters.setLoginHost("web-1.example.com");
        parameters.setLoginTimeoutMinutes(20);
        jenkins.assertEqualDataBoundBeans(parameters, bound(parameters));
    }

    private OsChangeParameters bound(OsChangeParameters parameters) throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
        FreeStyleProject saved = jenkins.createFreeStyleProject();
        saved.getBuildersList().add(new EcsChangeOsBuilder(parameters));
        saved.save();
        jenkins.configRoundtrip(saved);
        return saved.getBuildersList().get(EcsChangeOsBuilder.class).getParameters();
    }

    /** Whoever may read the configuration sees that there is user data, and nothing of it. */
    @Test
    void showsUserDataOnlyToWhoeverMayConfigureTheJob() throws Exception {
        boolean enabled = Item.EXTENDED_READ.getEnabled();
        Item.EXTENDED_READ.setEnabled(true);
        try {
            ((MockAuthorizationStrategy) jenkins.jenkins.getAuthorizationStrategy())
                    .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ)
                    .everywhere()
                    .to("auditor");
            OsChangeParameters parameters = new OsChangeParameters(Region.SERVER, Region.IMAGE);
            parameters.setUserData("#cloud-config\ntoken: hush-hush\n");
            job.getBuildersList().add(new EcsChangeOsBuilder(parameters));
            job.save();
            assertThat(configurePage("author"), containsString("hush-hush"));
            assertThat(configurePage("auditor"), containsString(Region.SERVER));
            assertThat(configurePage("auditor"), not(containsString("hush-hush")));
        } finally {
            Item.EXTENDED_READ.setEnabled(enabled);
        }
    }

    private String configurePage(String user) throws Exception {
        try (JenkinsRule.WebClient browser =
                jenkins.createWebClient().login(user).withJavaScriptEnabled(false)) {
            return browser.getPage(job, "configure").getWebResponse().getContentAsString();
        }
    }

    /** A job of a branch can be configured by nobody. */
    @Test
    void asksAtTheFolderThatMakesTheJobsOfBranches() throws Exception {
        WorkflowMultiBranchProject branches = jenkins.createProject(WorkflowMultiBranchProject.class, "branches");
        branches.getSourcesList()
                .add(new BranchSource(new SingleSCMSource(
                        "main", new SingleFileSCM("Jenkinsfile", "echo 1".getBytes(StandardCharsets.US_ASCII)))));
        branches.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        WorkflowJob branch = branches.getItem("main");
        assertFalse(as("author", () -> branch.hasPermission(Item.CONFIGURE)));
        assertThat(as("author", () -> values(form.doFillSiteItems(branch, null))), contains("", "simulated"));
        assertThat(as("reader", () -> values(form.doFillSiteItems(branch, null))), contains(""));
    }

    @Test
    void answersToPostOnly() throws Exception {
        String address = jenkins.getURL() + job.getUrl() + "descriptorByName/" + OsChangeParameters.class.getName()
                + "/fillKeyCredentialIdItems";
        try (JenkinsRule.WebClient browser =
                jenkins.createWebClient().login("author").withThrowExceptionOnFailingStatusCode(false)) {
            WebRequest get = new WebRequest(URI.create(address).toURL(), HttpMethod.GET);
            assertEquals(
                    HttpURLConnection.HTTP_NOT_FOUND,
                    browser.getPage(get).getWebResponse().getStatusCode());
            WebRequest post =
                    browser.addCrumb(new WebRequest(URI.create(address).toURL(), HttpMethod.POST));
            assertEquals(
                    HttpURLConnection.HTTP_OK,
                    browser.getPage(post).getWebResponse().getStatusCode());
        }
    }

    private static <T> T as(String user, Supplier<T> question) {
        try (ACLContext ignored = ACL.as(User.getById(user, true))) {
            return question.get();
        }
    }

    private static List<String> values(ListBoxModel list) {
        return list.stream().map(option -> option.value).toList();
    }
}
