package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.Records;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.File;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What a build and a job tell of their changes, on pages and in the REST API. */
class OsChangePageTest extends WithScene {

    private static final String PAGE = "ecs-os-changes";

    private FreeStyleProject job;

    @BeforeEach
    void start() throws Exception {
        job = jenkins.createFreeStyleProject("change");
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setUserData("#cloud-config\nhostname: a-secret-word\n");
        job.getBuildersList().add(new EcsChangeOsBuilder(parameters));
    }

    @Test
    void showsAChangeThatSucceeded() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        String page = text(build, PAGE);
        assertThat(page, containsString("web-1 Changed"));
        assertThat(page, containsString(Region.SERVER));
        assertThat(page, containsString("Standard_Ubuntu_22.04_latest (" + Region.IMAGE + ")"));
        assertThat(page, containsString("192.168.1.99"));
        String markup = markup(build, PAGE);
        assertThat(markup, containsString("<svg class=\"ecs-timeline\""));
        assertThat(markup, containsString("exampleChangeOsSingle"));
        String summary = text(build, "");
        assertThat(
                summary,
                containsString("Public_Cloudinit_Oracle_Linux_7.4_64bit_40G → Standard_Ubuntu_22.04_latest Changed"));
    }

    @Test
    void saysOfNoServerThatItWasChangedWhichWasNot() throws Exception {
        OsChangeParameters parameters =
                job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters();
        parameters.setDryRun(true);
        FreeStyleBuild tried = jenkins.buildAndAssertSuccess(job);
        scene.cloud.region().at(Region.SERVER).rebuiltFrom(Region.IMAGE, "Standard_Ubuntu_22.04_latest", null);
        parameters.setDryRun(false);
        parameters.setSkipIfCurrent(true);
        FreeStyleBuild skipped = jenkins.buildAndAssertSuccess(job);

        parameters.setDryRun(true);
        parameters.setServerId("00000000-0000-4000-8000-000000000001");
        FreeStyleBuild failed = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(text(failed, PAGE), containsString("Dry run failed"));
        assertThat(text(tried, PAGE), containsString("web-1 Dry run passed"));
        assertThat(text(tried, PAGE), containsString("The system disk will be deleted"));
        assertThat(text(tried, PAGE), containsString("Login after the changekey pair KeyPair-350b of user "));
        JSONObject plan = onlyChange(json(tried.getUrl() + "api/json"));
        assertThat(plan.getString("plannedLogin"), containsString("key pair KeyPair-350b of user "));
        assertThat(markup(tried, PAGE), not(containsString(">Changed<")));
        assertThat(text(skipped, PAGE), containsString("web-1 Unchanged: the server already has this image"));
        assertThat(text(skipped, PAGE), containsString("192.168.1.99"));
        assertThat(markup(skipped, PAGE), not(containsString(">Changed<")));
        JSONObject change = onlyChange(json(skipped.getUrl() + "api/json"));
        assertTrue(change.getBoolean("unchanged"));
        assertEquals(0, scene.cloud.changeRequests());
    }

    @Test
    void showsTheImageThatWasSaved() throws Exception {
        job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters().setSaveImageAs("undo-${BUILD_NUMBER}");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        String id = scene.cloud.audit().ourImages().get(0).newDisk();
        assertThat(text(build, PAGE), containsString("Saved imageundo-1 (" + id + ")"));
        assertThat(markup(build, PAGE), containsString(">Saving the system disk as an image<"));
        JSONObject change = onlyChange(json(build.getUrl() + "api/json"));
        assertEquals(id, change.getString("savedImageId"));
        assertEquals("undo-1", change.getString("savedImageName"));
        assertThat(change.getJSONArray("phases").toString(), containsString("SAVING_IMAGE"));
    }

    @Test
    void showsWhyAChangeFailed() throws Exception {
        scene.cloud.region().at(Region.SERVER).failChanges("Ecs.0021", "Insufficient <EVS> disk quota.");
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(text(build, PAGE), containsString("web-1 Failed"));
        assertThat(text(build, PAGE), containsString("Insufficient <EVS> disk quota"));
        assertThat(text(build, ""), containsString("Failed"));
    }

    /** On the page of the build too: what is wrong in short, and whole where the pointer stays. */
    @Test
    void showsWhyAChangeFailedOnThePageOfItsBuild() throws Exception {
        scene.cloud.region().at(Region.SERVER).json().put("locked", true);
        FreeStyleBuild seen = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        job.getBuildersList().get(EcsChangeOsBuilder.class).getParameters().setMode("no mode");
        FreeStyleBuild unseen = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        String why = onlyChange(json(seen.getUrl() + "api/json")).getString("failureMessage");
        String first = why.substring(0, why.indexOf(". ") + 1);
        assertThat(first, containsString("locked"));
        DomNode reason = reason(seen);
        assertEquals(first, reason.asNormalizedText());
        assertEquals(why, ((DomElement) reason).getAttribute("title"));
        assertThat(text(seen, ""), containsString("web-1 (simulated): Public_Cloudinit_Oracle_Linux"));
        assertThat(reason(unseen).asNormalizedText(), containsString("‘no mode’"));
        assertThat(text(unseen, ""), containsString(Region.SERVER + " (simulated): " + Region.IMAGE + " Failed"));
        assertThat(markup(unseen, ""), not(containsString("? →")));
    }

    private DomNode reason(FreeStyleBuild build) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(build.getUrl()).querySelector(".ecs-summary__reason");
        }
    }

    @Test
    void tellsTheRestApiAll() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        JSONObject change = onlyChange(json(build.getUrl() + "api/json"));
        assertEquals("web-1", change.getString("serverName"));
        assertEquals(Region.SERVER, change.getString("serverId"));
        assertEquals(Region.IMAGE, change.getString("imageId"));
        assertEquals("SUCCEEDED", change.getString("state"));
        assertThat(change.getString("fromImageName"), containsString("Oracle_Linux"));
        assertEquals(36, change.getString("fromImageId").length());
        JSONObject site = change.getJSONObject("site");
        assertEquals("simulated", site.getString("name"));
        assertEquals("127.0.0.1", site.getString("endpoint"));
        assertEquals(SimulatedCloud.PROJECT, site.getString("project"));
        JSONObject cloudJob = change.getJSONObject("job");
        assertEquals("SUCCESS", cloudJob.getString("status"));
        assertTrue(cloudJob.getLong("endTime") >= cloudJob.getLong("beginTime"));
        JSONArray phases = change.getJSONArray("phases");
        assertEquals("SUCCEEDED", phases.getJSONObject(phases.size() - 1).getString("state"));
        assertTrue(change.getLong("endTime") - change.getLong("startTime") >= change.getLong("durationMillis"));

        JSONObject own = json(build.getUrl() + PAGE + "/api/json");
        JSONObject sub = own.getJSONArray("changes")
                .getJSONObject(0)
                .getJSONObject("job")
                .getJSONArray("subJobs")
                .getJSONObject(0);
        assertEquals("exampleChangeOsSingle", sub.getString("type"));
        assertEquals("SUCCESS", sub.getString("status"));
    }

    @Test
    void namesTheSiteWithItsCloudAndProjectInLogAndPage() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("Site: simulated (127.0.0.1, project " + SimulatedCloud.PROJECT + ")", build);
        assertThat(text(build, PAGE), containsString("simulated (127.0.0.1, project " + SimulatedCloud.PROJECT + ")"));
    }

    @Test
    void tellsTheRestApiWhyItFailed() throws Exception {
        scene.cloud.region().at(Region.SERVER).json().put("locked", true);
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        JSONObject change = onlyChange(json(build.getUrl() + "api/json"));
        assertEquals("REFUSED", change.getString("failureKind"));
        assertThat(change.getString("failureMessage"), containsString("locked"));
    }

    @Test
    void tellsNothingSecret() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        String all = markup(build, PAGE) + markup(build, "") + json(build.getUrl() + "api/json?depth=5");
        assertThat(all, not(containsString("a-secret-word")));
        assertThat(all, not(containsString(JenkinsScene.SECRET_KEY)));
    }

    @Test
    void followsAChangeWhileItRuns() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Cloud job: ", build);

        assertThat(markup(build, PAGE + "/fragment"), containsString("data-running=\"true\""));
        assertThat(markup(build, PAGE + "/fragment"), containsString("ecs-timeline__open"));
        assertTrue(onlyChange(json(build.getUrl() + "api/json")).getBoolean("running"));
        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        assertThat(markup(build, PAGE + "/fragment"), containsString("data-running=\"false\""));
        assertThat(markup(build, PAGE + "/fragment"), not(containsString("ecs-timeline__open")));
    }

    @Test
    void saysThatNobodyKnowsWhereTheBuildIsGone() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        ChangeRecord lost = new ChangeRecord("lost", new ChangeRequest(Region.SERVER, Region.IMAGE));
        Records.add(build, lost);
        ChangeReport report = build.getAction(OsChangeAction.class).getReports().get(1);
        assertEquals(State.QUEUED.name(), report.getState());
        assertFalse(report.isRunning());
        assertEquals("unknown", report.getPage().getLook());
        assertThat(text(build, PAGE), containsString("the build ended during the OS change"));
    }

    @Test
    void sumsManyChangesUp() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        for (int i = 1; i < 13; i++) {
            ChangeRecord change = new ChangeRecord("change-" + i, new ChangeRequest(Region.SERVER, Region.IMAGE));
            if (i > 10) {
                change.failure(new ChangeFailure(Kind.FAILED, "For reason " + i + ". Retry."));
                change.enter(State.FAILED, Instant.EPOCH);
            }
            Records.add(build, change);
        }
        String summary = text(build, "");
        assertThat(summary, containsString("and 3 more"));
        assertThat(summary, stringContainsInOrder("For reason 11.", "For reason 12.", "Unknown: the build ended"));
    }

    @Test
    void beginsWithAnOverviewOfManyChangesFailuresFirst() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        for (int i = 1; i < 5; i++) {
            ChangeRecord change = new ChangeRecord("change-" + i, new ChangeRequest(Region.SERVER, Region.IMAGE));
            change.failure(new ChangeFailure(i < 4 ? Kind.FAILED : Kind.UNKNOWN, "for a reason"));
            change.enter(State.FAILED, Instant.EPOCH);
            Records.add(build, change);
        }

        String page = text(build, PAGE);
        assertThat(page, matchesPattern("(?s).*3 × Failed\\s*1 × Outcome unknown\\s*1 × Changed.*"));
        String markup = markup(build, PAGE);
        assertEquals(5, markup.split("href=\"#change-", -1).length - 1, "a line for each");
        assertThat(
                page,
                matchesPattern(
                        "(?s).*New image\\s*Site\\s*Duration.*web-1\\s*Changed\\s*Standard_Ubuntu_22.04_latest\\s*simulated\\s*\\d.*"));
        assertThat(markup, matchesPattern("(?s).*id=\"change-change-1\".*id=\"change-change-4\".*>Changed<.*"));
    }

    @Test
    void keepsItsPageWhenTheBuildIsLoadedFromDisk() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        job._getRuns().purgeCache();
        FreeStyleBuild loaded = job.getBuildByNumber(build.getNumber());
        assertNotSame(build, loaded);
        assertEquals(loaded, loaded.getAction(OsChangeAction.class).getRun());
        assertThat(text(loaded, PAGE), containsString("web-1 Changed"));
    }

    @Test
    void linksToTheConsoleWhereTheSiteKnowsIt() throws Exception {
        EcsSite site = EcsSites.get().getSites().get(0);
        site.setConsoleUrl("https://console.example.com/#/{serverId}/x");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertThat(
                markup(build, PAGE), containsString("href=\"https://console.example.com/#/" + Region.SERVER + "/x\""));
        assertThat(
                markup(build, "console"),
                containsString("href='https://console.example.com/#/" + Region.SERVER + "/x'"));
        jenkins.assertLogContains("web-1: Server " + Region.SERVER + ": SHUTOFF", build);

        site.setConsoleUrl("javascript:alert(1)");
        assertThat(markup(build, PAGE), not(containsString("javascript:alert")));
        EcsSites.get().setSites(List.of());
        assertThat(text(build, PAGE), containsString(Region.SERVER));
    }

    @Test
    void drawsTheJobOfACloudWhoseClockIsOff() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
        try (SimulatedCloud other = new SimulatedCloud(ahead).jobsTake(Duration.ofSeconds(1))) {
            EcsSite site = new EcsSite("fast", other.endpoint(), SimulatedCloud.PROJECT);
            site.setCredentialsId("api-key");
            EcsSites.get().setSites(List.of(site));
            String page = markup(jenkins.buildAndAssertSuccess(job), PAGE);
            Matcher bar = Pattern.compile(
                            "exampleChangeOsSingle</text><rect x=\"[0-9.]+\" y=\"\\d+\" width=\"([0-9.]+)\"")
                    .matcher(page);
            assertTrue(bar.find(), page);
            assertThat(Double.parseDouble(bar.group(1)), greaterThan(100.0));
        }
    }

    @Test
    void tellsTheHistoryOfEachServerOfAJob() throws Exception {
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        jenkins.buildAndAssertSuccess(other);
        assertTrue(other.getActions(ServerHistoryAction.class).isEmpty());
        assertThat(
                text(job.getUrl() + "ecs-servers"),
                containsString("No build of this job has changed the OS of a server yet."));

        jenkins.buildAndAssertSuccess(job);
        assertThat(job.getActions(ServerHistoryAction.class).size(), equalTo(1));
        scene.cloud.region().at(Region.SERVER).status();
        FreeStyleBuild second = job.scheduleBuild2(0).get();

        List<ServerHistory> servers = job.getAction(ServerHistoryAction.class).getServers();
        assertEquals(1, servers.size());
        assertEquals("web-1", servers.get(0).getLabel());
        assertThat(servers.get(0).getChanges().size(), equalTo(2));
        assertEquals(second, servers.get(0).getChanges().get(0).getPage().getRun());
        String page = text(job.getUrl() + "ecs-servers");
        assertThat(page, containsString("#2"));
        assertThat(page, containsString("Standard_Ubuntu_22.04_latest"));
        assertEquals(
                "web-1",
                json(job.getUrl() + "ecs-servers/api/json")
                        .getJSONArray("servers")
                        .getJSONObject(0)
                        .getString("label"));
    }

    @Test
    void keepsTheHistoryHoweverManyBuildsCameSince() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        job.getBuildersList().clear();
        for (int i = 0; i < 31; i++) {
            jenkins.buildAndAssertSuccess(job);
        }
        assertEquals(1, job.getAction(ServerHistoryAction.class).getServers().size());
        json(job.getUrl() + "ecs-servers/api/json");

        job.getBuildByNumber(1).delete();
        assertTrue(job.getAction(ServerHistoryAction.class).getServers().isEmpty());
    }

    @Test
    void loadsNoBuildToTellWhetherThereIsAHistory() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        job._getRuns().purgeCache();
        int loaded = job._getRuns().getLoadedBuilds().size();
        assertFalse(ExtensionList.lookupSingleton(ServerHistoryAction.Factory.class)
                .createFor(job)
                .isEmpty());
        assertEquals(loaded, job._getRuns().getLoadedBuilds().size());
    }

    @Test
    void hasNoPageWhereTheBuildHadNoChange() throws Exception {
        EcsSites.get().setSites(List.of());
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertNull(build.getAction(OsChangeAction.class));
        assertTrue(build.getBadgeActions().isEmpty());
        assertTrue(job.getAction(ServerHistoryAction.class).getServers().isEmpty());
    }

    @Test
    void marksTheBuildsWithChangesInTheListOfBuilds() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertThat(build.getBadgeActions().size(), equalTo(1));
        assertThat(markup(job.getUrl() + "buildHistory/ajax"), containsString("tooltip=\"OS changes\""));
        for (File file : new File(build.getRootDir(), PAGE).listFiles()) {
            Files.delete(file.toPath());
        }
        job._getRuns().purgeCache();
        assertTrue(job.getBuildByNumber(1).getBadgeActions().isEmpty());
        assertThat(text(job.getUrl() + "1/" + PAGE), containsString("This build has no OS changes yet."));
    }

    @Test
    void isForThoseWhoMayReadTheJob() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("nobody", "reader")
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        for (String page :
                List.of(build.getUrl() + PAGE, build.getUrl() + PAGE + "/fragment", job.getUrl() + "ecs-servers")) {
            assertEquals(HttpURLConnection.HTTP_OK, status("reader", page));
            assertEquals(HttpURLConnection.HTTP_NOT_FOUND, status("nobody", page));
        }
    }

    private int status(String user, String page) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.login(user);
            return browser.withThrowExceptionOnFailingStatusCode(false)
                    .goTo(page)
                    .getWebResponse()
                    .getStatusCode();
        }
    }

    private JSONObject json(String path) throws Exception {
        return jenkins.getJSON(path).getJSONObject();
    }

    private static JSONObject onlyChange(JSONObject build) {
        JSONObject change = null;
        for (Object action : build.getJSONArray("actions")) {
            JSONObject json = JSONObject.fromObject(action);
            if (OsChangeAction.class.getName().equals(json.optString("_class"))) {
                assertNull(change);
                change = json.getJSONArray("changes").getJSONObject(0);
            }
        }
        return change;
    }

    private String text(Run<?, ?> run, String page) throws Exception {
        return text(run.getUrl() + page);
    }

    private String text(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path).getBody().getTextContent().replaceAll("\\s+", " ");
        }
    }

    private String markup(Run<?, ?> run, String page) throws Exception {
        return markup(run.getUrl() + page);
    }

    private String markup(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path, null).getWebResponse().getContentAsString();
        }
    }
}
