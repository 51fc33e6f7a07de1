package io.jenkins.plugins.ecs.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.SitePlace;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** An administrator looks at a thousand changes at once. */
@Tag("browser")
@WithJenkins
class AllChangesTest {

    private static final String PAGE = "manage/ecs-os-changes/";
    private static final String CHANGES = "#ecs-changes";
    private static final String[] IMAGES = {"golden-ubuntu-24.04-2026-11", "golden-debian-13-2026-11", "golden-euleros-2.12"};

    private JenkinsScene scene;
    private Browser browser;
    private FreeStyleProject job;

    @BeforeEach
    void start(JenkinsRule jenkins) throws Exception {
        scene = new JenkinsScene();
        browser = new Browser(jenkins);
        job = jenkins.createFreeStyleProject("new-image-for-web");
        job.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        jenkins.buildAndAssertSuccess(job);
        Records.stopSweeping();
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        scene.close();
    }

    private static ChangeRecord record(int number, State state, Kind kind, String message, Duration ago) {
        String server = UUID.nameUUIDFromBytes(("server " + number).getBytes(StandardCharsets.UTF_8)).toString();
        ChangeRequest request = new ChangeRequest(null, UUID.nameUUIDFromBytes(new byte[] {1}).toString())
                .site(number % 3 == 0 ? "eu-nl" : "eu-de")
                .at(new SitePlace(number % 3 == 0 ? "ecs.eu-nl.otc.t-systems.com" : "ecs.eu-de.otc.t-systems.com", "5fa3a0b7c1d24e0fb3c1d6a1e2f30415"))
                .serverName("web-" + number)
                .imageName(IMAGES[number % IMAGES.length]);
        ChangeRecord record = new ChangeRecord("change-" + UUID.randomUUID(), request);
        record.foundServer(server);
        Instant end = Instant.now().minus(ago);
        if (state != State.QUEUED) {
            record.enter(State.PREPARING, end.minusSeconds(70 + number % 50));
        }
        if (kind != null) {
            record.failure(new ChangeFailure(kind, message));
        }
        record.enter(state, end);
        return record;
    }

    private void aThousandChanges() throws Exception {
        Records.queue(job, 1, record(7, State.FAILED, Kind.DETACHED, "Changing the OS of server web-7: cloud job waits for a payment.", Duration.ofHours(3)));
        Records.queue(job, 1, record(7, State.QUEUED, null, null, Duration.ofMinutes(40)));
        Records.queue(job, 1, record(7, State.QUEUED, null, null, Duration.ofMinutes(12)));
        State[] states = {State.SUBMITTED, State.SUBMITTED, State.VERIFYING, State.STOPPING};
        for (int i = 100; i < 497; i++) {
            Records.queue(job, 1, record(i, states[i % states.length], null, null, Duration.ofSeconds(i % 90)));
        }
        Records.outcome(job.getName(), 1, record(21, State.FAILED, Kind.UNKNOWN, "Outcome unknown: no reply came, and the server shows no sign of an OS change. Check the server in the console.", Duration.ofMinutes(33)));
        for (int i = 500; i < 1098; i++) {
            boolean failed = i % 150 == 0;
            Records.outcome(job.getName(), 1, record(
                    i,
                    failed ? State.FAILED : State.SUCCEEDED,
                    failed ? Kind.FAILED : null,
                    "Changing the OS of server web-" + i + " failed: Insufficient EVS disk quota.",
                    Duration.ofMinutes(i - 499)));
        }
        Records.look();
    }

    @Test
    void saysSoWhereThereIsNothingInFlight() throws Exception {
        browser.open(PAGE);
        browser.awaitText(CHANGES, "No OS change is in flight.");
        browser.assertAccessible(CHANGES, ".ecs-filter");
        browser.type(browser.find("#ecs-filter-server"), "web");
        browser.click(".ecs-filter button");
        browser.awaitText(CHANGES, "No OS change in flight matches the filter.");
        assertThat(browser.driver().getCurrentUrl(), endsWith("?site=&server=web&outcome="));
        browser.assertQuiet();
    }

    @Test
    void seesAThousandChanges() throws Exception {
        aThousandChanges();
        browser.open(PAGE);
        browser.awaitText(CHANGES, "Does not move");
        assertEquals(400, browser.all("#ecs-in-flight tbody tr").size());
        assertEquals(600, browser.all("#ecs-outcomes tbody tr").size());
        browser.assertAccessible(CHANGES, ".ecs-filter");
        browser.windows("all-changes", CHANGES, ".ecs-filter");

        browser.open(PAGE + "?outcome=unknown");
        browser.awaitText(CHANGES, "web-21");
        assertEquals(1, browser.all("#ecs-outcomes tbody tr").size());
        browser.picture("all-changes-unknown");
        browser.open("manage/");
        browser.awaitText("Queues of servers do not move: web-7 (eu-de).");
        browser.assertQuiet();
    }

    @Test
    void releasesAQueueByKeyboardWhileThePageMoves() throws Exception {
        aThousandChanges();
        browser.open(PAGE + "?server=web-7");
        browser.awaitText(CHANGES, "Does not move");
        WebElement first = browser.find("#ecs-in-flight summary");
        tabTo(first.getText(), "SUMMARY");
        browser.keys(Keys.ENTER);
        browser.awaitText(CHANGES, "waits for a payment");

        Records.outcome(job.getName(), 1, record(70, State.SUCCEEDED, null, null, Duration.ZERO));
        browser.awaitText("#ecs-outcomes", "web-70");
        browser.awaitText(CHANGES, "waits for a payment");
        assertEquals("SUMMARY", browser.script("return document.activeElement.tagName"));

        tabTo("Release", "A");
        browser.keys(Keys.ENTER);
        browser.awaitText("First check the server and its cloud job in the console");
        browser.assertAccessible("#main-panel");
        browser.assertFits();
        browser.resize(500);
        browser.picture("release");
        browser.assertAccessibleInDark("#main-panel");
        tabTo("Release", "BUTTON");
        browser.keys(Keys.ENTER);
        browser.awaitText(CHANGES, "Released");
        assertTrue(browser.all("#ecs-in-flight a.jenkins-button").isEmpty());
        browser.assertQuiet();
    }

    private void tabTo(String text, String tag) {
        for (int i = 0; i < 100; i++) {
            WebElement focused = browser.focused();
            if (tag.equalsIgnoreCase(focused.getTagName()) && text.equals(focused.getText().strip())) {
                return;
            }
            browser.keys(Keys.TAB);
        }
        throw new AssertionError(text + " cannot be reached with the keyboard");
    }
}
