package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.Records;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What Manage Jenkins » OS changes tells of all changes of a controller, and to whom. */
class AllChangesPageTest extends WithScene {

    private static final String PAGE = "manage/ecs-os-changes/";
    private static final Instant BEGIN = Instant.parse("2026-01-15T08:30:00Z");

    private FreeStyleProject job;
    private boolean managing;

    @BeforeEach
    void start() throws Exception {
        managing = Jenkins.MANAGE.getEnabled();
        job = jenkins.createFreeStyleProject("web");
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
    }

    @AfterEach
    void stop() {
        Jenkins.MANAGE.setEnabled(managing);
    }

    @Test
    void saysSoWhereThereIsNoChange() throws Exception {
        assertThat(text("manage/"), containsString("All OS changes in flight, the queue of each server"));
        assertThat(text(PAGE), containsString("No OS change is in flight."));
        assertThat(text(PAGE), containsString("No OS change has ended yet."));
    }

    @Test
    void tellsWhatIsInFlightAndHowItEnds() throws Exception {
        scene.cloud.jobsTake(Duration.ofHours(1));
        FreeStyleBuild first = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Cloud job: INIT", first);
        FreeStyleProject behind = jenkins.createFreeStyleProject("behind");
        behind.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        FreeStyleBuild second = behind.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Queued: waiting for another build", second);

        String page = text(PAGE + "fragment");
        assertThat(page, containsString("In flight 2"));
        assertThat(page, containsString("Cloud job runningweb-1" + Region.SERVER));
        assertThat(page, containsString("Queued"));
        assertThat(page, containsString("1 waiting"));
        assertThat(page, containsString("1 ahead"));
        JSONArray inFlight = json(PAGE).getJSONArray("inFlight");
        assertEquals("SUBMITTED", inFlight.getJSONObject(0).getString("state"));
        assertThat(inFlight.getJSONObject(0).getString("buildUrl"), containsString("job/web/1/ecs-os-changes/"));
        assertEquals(1, inFlight.getJSONObject(1).getInt("place"));

        scene.cloud.region().finishJobs();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        jenkins.waitForCompletion(second);
        page = text(PAGE);
        assertThat(page, containsString("No OS change is in flight."));
        assertThat(page, containsString("Last outcomes 2"));
        assertThat(page, containsString("Failed, OS not changed"));
        assertThat(page, containsString("the server is running"));
        assertThat(
                outcomes(""),
                contains("REFUSED behind #1", "null web #1")); // what failed comes first, not what is newest
    }

    @Test
    void loadsNoBuild() throws Exception {
        Records.stopSweeping();
        jenkins.buildAndAssertSuccess(job);
        ChangeRecord waiting = record("waiting", Region.SERVER, null);
        Records.queue(job, 1, waiting);
        job._getRuns().purgeCache();
        int loaded = job._getRuns().getLoadedBuilds().size();

        assertThat(text(PAGE), containsString("web #1"));
        json(PAGE);

        assertEquals(1, json(PAGE).getJSONArray("inFlight").size());
        assertEquals(loaded, job._getRuns().getLoadedBuilds().size());
    }

    @Test
    void isFilteredBySiteServerAndOutcome() throws Exception {
        outcome("a", "east", "web-1", Kind.FAILED, 1);
        outcome("b", "west", "web-2", null, 2);
        outcome("c", "east", "db-1", Kind.UNKNOWN, 3);
        outcome("d", "east", "db-2", null, 4);

        assertThat(ids(""), contains("c", "a", "d", "b"));
        assertThat(ids("?site=east"), contains("c", "a", "d"));
        assertThat(ids("?server=WEB"), contains("a", "b"));
        assertThat(ids("?outcome=succeeded"), contains("d", "b"));
        assertThat(ids("?outcome=unknown&site=east&server=db"), contains("c"));
        assertThat(ids("?site=nowhere"), hasSize(0));
        String page = text(PAGE + "?site=nowhere");
        assertThat(page, containsString("No outcome matches the filter."));
        assertThat(page, containsString("Show all"));
        String markup = markup(PAGE + "?site=%22%3E%3Cb%3E&server=%22%3E%3Cb%3E&outcome=%22%3E%3Cb%3E");
        assertThat(markup, not(containsString("\"><b>")));
        assertThat(
                markup,
                containsString("data-url=\"fragment?site=%22%3E%3Cb%3E&amp;server=%22%3E%3Cb%3E&amp;outcome=\""));
    }

    @Test
    void showsAThousandChanges() throws Exception {
        Records.stopSweeping();
        jenkins.buildAndAssertSuccess(job);
        for (int i = 0; i < 500; i++) {
            Records.queue(job, 1, record("flight-" + i, UUID.randomUUID().toString(), null));
            outcome("outcome-" + i, "simulated", "web-" + i, i % 10 == 0 ? Kind.FAILED : null, i);
        }
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo(PAGE);
            assertThat(page.querySelectorAll("#ecs-in-flight tbody tr"), hasSize(500));
            assertThat(page.querySelectorAll("#ecs-outcomes tbody tr"), hasSize(501));
        }
    }

    @Test
    void isForWhoeverMayManageOrReadTheSystem() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        secure();
        for (String page : List.of("", "fragment", "api/json")) {
            for (String user : List.of("manager", "auditor", "admin")) {
                assertEquals(200, status(user, PAGE + page), user + page);
                assertThat(as(user, PAGE + page), containsString("web-1"));
                assertEquals(user.equals("admin"), as(user, PAGE + page).contains("job/web/1"), user + page);
            }
            assertThat(status("reader", PAGE + page), is(oneOf(403, 404)));
            assertThat(status("reader", "ecs-os-changes/" + page), is(oneOf(403, 404)));
        }
        assertThat(as("auditor", "manage/"), containsString("ecs-os-changes"));
        assertThat(as("manager", "manage/"), containsString("ecs-os-changes"));
    }

    @Test
    void letsAdministratorsReleaseAQueue() throws Exception {
        Records.stopSweeping();
        jenkins.buildAndAssertSuccess(job);
        ChangeRecord detached = record("detached", Region.SERVER, Kind.DETACHED);
        Records.queue(job, 1, detached);
        secure();
        for (String page : List.of("", "fragment")) {
            assertThat(as("manager", PAGE + page), not(containsString("confirm?")));
            assertThat(as("admin", PAGE + page), containsString("href=\"confirm?server=" + Region.SERVER));
            assertThat(
                    as("admin", PAGE + page),
                    containsString("href=\"" + jenkins.contextPath + "/job/web/1/ecs-os-changes/\""));
        }
        assertEquals(403, status("manager", PAGE + "confirm?server=" + Region.SERVER + "&change=detached"));

        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login("admin")) {
            HtmlPage page = browser.goTo(PAGE);
            HtmlAnchor release = page.querySelector("#ecs-in-flight a.jenkins-button");
            assertEquals("Release " + Region.SERVER, release.getAttribute("aria-label"));
            HtmlPage confirm = release.click();
            assertThat(confirm.asNormalizedText(), containsString("First check the server and its cloud job"));
            HtmlPage after = jenkins.submit(confirm.getFormByName("release"));
            assertThat(after.querySelector("#ecs-in-flight").asNormalizedText(), containsString("Released"));
            assertThat(confirm.getUrl().toString(), containsString("confirm"));
            assertThat(
                    browser.goTo(PAGE + "confirm?server=" + Region.SERVER + "&change=gone")
                            .asNormalizedText(),
                    containsString("no longer in a queue"));
        }
        assertTrue(json("admin", PAGE).getJSONArray("inFlight").getJSONObject(0).getBoolean("released"));
    }

    private void secure() {
        Jenkins.MANAGE.setEnabled(true);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "manager", "auditor")
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private static ChangeRecord record(String id, String server, Kind kind) {
        ChangeRecord record = new ChangeRecord(id, new ChangeRequest(server, Region.IMAGE).site("simulated"));
        record.enter(State.PREPARING, BEGIN);
        if (kind != null) {
            record.failure(new ChangeFailure(kind, "reason <" + id + ">"));
            record.enter(State.FAILED, BEGIN.plusSeconds(1));
        }
        return record;
    }

    private static void outcome(String id, String site, String server, Kind kind, int minute) {
        ChangeRecord record = new ChangeRecord(
                id, new ChangeRequest(null, Region.IMAGE).site(site).serverName(server));
        record.foundServer(Region.SERVER);
        record.enter(State.PREPARING, BEGIN);
        if (kind != null) {
            record.failure(new ChangeFailure(kind, "reason"));
        }
        record.enter(kind == null ? State.SUCCEEDED : State.FAILED, BEGIN.plusSeconds(60L * minute));
        Records.outcome("web", 1, record);
    }

    private List<String> outcomes(String query) throws Exception {
        return json(PAGE + query).getJSONArray("outcomes").stream()
                .map(JSONObject::fromObject)
                .map(each -> each.getString("failureKind")
                        + ' '
                        + each.getString("buildUrl").replaceAll(".*/job/(\\w+)/(\\d+)/.*", "$1 #$2"))
                .toList();
    }

    private List<String> ids(String query) throws Exception {
        return json(PAGE + query).getJSONArray("outcomes").stream()
                .map(each -> JSONObject.fromObject(each).getString("id"))
                .toList();
    }

    private JSONObject json(String path) throws Exception {
        int query = path.indexOf('?');
        String page = query < 0 ? path : path.substring(0, query);
        return jenkins.getJSON(page + "api/json" + (query < 0 ? "" : path.substring(query)))
                .getJSONObject();
    }

    private JSONObject json(String user, String path) throws Exception {
        return JSONObject.fromObject(as(user, path + "api/json"));
    }

    private String text(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path).getBody().getTextContent().replaceAll("\\s+", " ");
        }
    }

    private String markup(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path).getWebResponse().getContentAsString();
        }
    }

    private String as(String user, String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login(user)) {
            return browser.goTo(path, null).getWebResponse().getContentAsString();
        }
    }

    private int status(String user, String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().login(user)) {
            return browser.withThrowExceptionOnFailingStatusCode(false)
                    .goTo(path, null)
                    .getWebResponse()
                    .getStatusCode();
        }
    }
}
