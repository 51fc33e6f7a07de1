package io.jenkins.plugins.ecs.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.run.ChangeClock;
import io.jenkins.plugins.ecs.run.Records;
import io.jenkins.plugins.ecs.run.WithScene;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Administrators are told of what somebody has to look at. */
class OsChangesMonitorTest extends WithScene {

    private OsChangesMonitor monitor;

    @BeforeEach
    void start() {
        Records.stopSweeping();
        monitor = ExtensionList.lookupSingleton(OsChangesMonitor.class);
    }

    @Test
    void tellsOfOutcomesThatNobodyKnowsUntilTheyAreDismissed() throws Exception {
        outcome("web-0", null);
        assertFalse(monitor.isActivated());
        for (int i = 1; i <= 7; i++) {
            outcome("web-" + i, Kind.UNKNOWN);
        }
        assertTrue(monitor.isActivated());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage manage = browser.goTo("manage/");
            assertThat(
                    manage.asNormalizedText(),
                    containsString(
                            "The outcome of OS changes is unknown: web-7, web-6, web-5, web-4, web-3 and 2 more."));
            HtmlPage all = jenkins.submit(manage.getFormByName(monitor.id), "yes");
            assertThat(all.getUrl().getPath(), containsString("manage/ecs-os-changes/"));
            jenkins.submit(browser.goTo("manage/").getFormByName(monitor.id), "no");
        }
        assertFalse(monitor.isActivated());
        ChangeClock.get().pass(Duration.ofSeconds(2));
        outcome("web-9", Kind.UNKNOWN);
        assertEquals(
                List.of("The outcome of OS changes is unknown: web-9. Check these servers in the console."),
                monitor.getMessages());
    }

    @Test
    void tellsWhatComesUpAfterItWasDismissedByAClockThatWasAhead() throws Exception {
        outcome("web-1", Kind.UNKNOWN);
        ChangeClock.get().pass(Duration.ofDays(365));
        dismiss();
        ChangeClock.get().pass(Duration.ofDays(-365));
        assertFalse(monitor.isActivated());
        outcome("web-2", Kind.UNKNOWN);
        assertEquals(
                List.of("The outcome of OS changes is unknown: web-2. Check these servers in the console."),
                monitor.getMessages());
    }

    @Test
    void tellsAtWhichSiteAServerIs() {
        ChangeRecord record = record("web-1", Kind.UNKNOWN, Instant.now());
        record.request().site("production");
        Records.outcome("web", 1, record);
        assertThat(monitor.getMessages().get(0), containsString("is unknown: web-1 (production)."));
    }

    private void dismiss() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            jenkins.submit(browser.goTo("manage/").getFormByName(monitor.id), "no");
        }
    }

    @Test
    void tellsOfQueuesThatDoNotMoveUntilTheyAreDismissed() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("web");
        jenkins.buildAndAssertSuccess(job);
        ChangeRecord detached = record("web-1", Kind.DETACHED, Instant.now().minus(Duration.ofHours(3)));
        Records.queue(job, 1, detached);
        Records.look();
        assertFalse(monitor.isActivated(), "nobody waits behind it");
        ChangeRecord waiting = new ChangeRecord("waiting", new ChangeRequest(Region.SERVER, Region.IMAGE));
        Records.queue(job, 1, waiting);
        Records.look();
        assertEquals(List.of("Queues of servers do not move: web-1."), monitor.getMessages());

        dismiss();
        Records.look();
        assertFalse(monitor.isActivated());
        Records.forgetWhatWasLookedAt();
        Records.look();
        assertFalse(monitor.isActivated(), "after a restart");
    }

    private static ChangeRecord record(String server, Kind kind, Instant ended) {
        ChangeRecord record =
                new ChangeRecord("of-" + server, new ChangeRequest(null, Region.IMAGE).serverName(server));
        record.foundServer(Region.SERVER);
        record.enter(State.PREPARING, ended.minusSeconds(60));
        if (kind != null) {
            record.failure(new ChangeFailure(kind, "reason"));
        }
        record.enter(kind == null ? State.SUCCEEDED : State.FAILED, ended);
        return record;
    }

    private static void outcome(String server, Kind kind) {
        int number = Integer.parseInt(server.substring(4));
        Instant now = Instant.now().plus(Duration.ofMillis(number == 9 ? 2000 : -100 + number));
        Records.outcome("web", 1, record(server, kind, now));
    }
}
