package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.AftermathNote;
import io.jenkins.plugins.ecs.oschange.record.AftermathNote.Outcome;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of a change whose build has let go of it is found out, with a look a minute, or more where somebody waits, and nothing sent. */
class AftermathTest {

    @AutoClose
    private final Rig rig = new Rig();

    @Test
    void seesTheJobEndAndTheServerRun() throws Exception {
        ChangeRecord change = detached(Duration.ofMinutes(20));
        int before = rig.cloud.requests().size();
        follow(change);

        assertEquals(Outcome.CHANGED, change.aftermath().outcome());
        assertThat(change.aftermath().message(), containsString("OS of server web-1"));
        assertEquals(Kind.DETACHED, change.failure().kind());
        assertEquals("SUCCESS", change.job().status());
        assertThat(rig.cloud.requests().size() - before, lessThan(23));
        assertThat(linesOfTheEnd(), hasSize(1));
        assertTrue(AftermathNote.isOver(rig.loadedFromDisk(0).record()));
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void looksLikeAFollowedChangeWhileAnotherOneWaits() {
        rig.cloud.jobsTake(Duration.ofSeconds(42));
        rig.drive(new OsChange("followed", rig.request()));
        long followed = jobLooks();
        rig.cloud.region().addServer(Region.SERVER, "web-1", "SHUTOFF");
        ChangeRecord change = detached(Duration.ofSeconds(42));
        Instant begin = rig.clock.instant();
        rig.awaited = true;

        follow(change);

        assertEquals(Outcome.CHANGED, change.aftermath().outcome());
        assertThat(Duration.between(begin, rig.clock.instant()), lessThan(Duration.ofSeconds(55)));
        assertThat(jobLooks() - followed, lessThanOrEqualTo(followed + 1)); // the first one at once
    }

    @Test
    void looksSoonerAsSoonAsAnotherChangeWaits() {
        ChangeRecord change = detached(Duration.ofMinutes(20));
        Aftermath aftermath = new Aftermath(change);
        assertEquals(Optional.of(Duration.ofMinutes(1)), aftermath.advance(rig));
        int before = rig.cloud.requests().size();
        rig.awaited = true;

        Duration wait = aftermath.advance(rig).orElseThrow();

        assertThat(wait, lessThanOrEqualTo(Duration.ofSeconds(10)));
        assertEquals(before, rig.cloud.requests().size());
    }

    @Test
    void looksAtTheServerAsSoonAsTheJobHasEnded() {
        ChangeRecord change = detached(Duration.ofSeconds(90));
        Instant begin = rig.clock.instant();
        follow(change);
        assertThat(Duration.between(begin, rig.clock.instant()), lessThan(Duration.ofSeconds(125)));
    }

    private long jobLooks() {
        return rig.cloud.requests().stream()
                .filter(request -> request.toString().contains("/jobs/"))
                .count();
    }

    @Test
    void seesTheJobFail() {
        rig.server().failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        ChangeRecord change = detached(Duration.ofMinutes(20));
        follow(change);
        assertEquals(Outcome.FAILED, change.aftermath().outcome());
        assertThat(change.aftermath().message(), containsString("Ecs.0021"));
    }

    @Test
    void goesOnInAnotherProcess() throws Exception {
        ChangeRecord change = detached(Duration.ofMinutes(20));
        new Aftermath(change).advance(rig);
        ChangeRecord loaded = rig.loadedFromDisk(0).record();
        assertTrue(AftermathNote.isDue(loaded));
        follow(loaded);
        assertEquals(Outcome.CHANGED, loaded.aftermath().outcome());
    }

    @Test
    void sitsOutWhateverGoesWrong() {
        ChangeRecord change = detached(Duration.ofMinutes(20));
        Aftermath aftermath = new Aftermath(change);
        rig.misconfigured = "there is no credential";
        pass(aftermath, Duration.ofHours(1));
        rig.misconfigured = null;
        rig.elsewhere = Rig.NOWHERE;
        pass(aftermath, Duration.ofHours(1));
        rig.elsewhere = null;
        assertFalse(AftermathNote.isOver(change));
        follow(change);
        assertEquals(Outcome.CHANGED, change.aftermath().outcome());
    }

    @Test
    void endsAfterADay() {
        ChangeRecord change = detached(Duration.ofDays(3));
        Instant begin = rig.clock.instant();
        follow(change);
        assertEquals(Outcome.UNDETERMINED, change.aftermath().outcome());
        assertThat(Duration.between(begin, rig.clock.instant()), greaterThan(Duration.ofHours(23)));
        assertThat(Duration.between(begin, rig.clock.instant()), lessThan(Duration.ofHours(25)));
    }

    @Test
    void seesWhatHappenedWhileJenkinsWasAwayForDays() throws Exception {
        ChangeRecord change = detached(Duration.ofMinutes(20));
        new Aftermath(change).advance(rig);
        rig.clock.pass(Duration.ofDays(3));
        ChangeRecord loaded = rig.loadedFromDisk(0).record();
        rig.cloud.faults().answerFor(Duration.ofMinutes(3), "GET", "/jobs/", 503, "x", "not yet");
        follow(loaded);
        assertEquals(
                Outcome.CHANGED,
                loaded.aftermath().outcome(),
                loaded.aftermath().message());
    }

    @Test
    void seesWhatHappenedWhileItsMachineSlept() {
        ChangeRecord change = detached(Duration.ofHours(20));
        Aftermath aftermath = new Aftermath(change);
        pass(aftermath, Duration.ofHours(3));
        rig.clock.pass(Duration.ofHours(30));
        pass(aftermath, Duration.ofHours(2));
        assertEquals(
                Outcome.CHANGED,
                change.aftermath().outcome(),
                change.aftermath().message());
    }

    @Test
    void givesUpSoonWhereNothingIsToBeSeenAfterAPauseOfADay() {
        ChangeRecord change = detached(Duration.ofDays(30));
        Aftermath aftermath = new Aftermath(change);
        aftermath.advance(rig);
        rig.clock.pass(Duration.ofDays(2));
        pass(aftermath, Duration.ofHours(1));
        assertEquals(Outcome.UNDETERMINED, change.aftermath().outcome());
    }

    @Test
    void findsAChangeOfWhichNoReplyCame() {
        rig.cloud.jobsTake(Duration.ofMinutes(20));
        rig.cloud.faults().loseReply("POST", "/changeos");
        ChangeRecord change = abortedAt(State.UNCERTAIN);
        assertEquals(Kind.UNKNOWN, change.failure().kind());
        follow(change);
        assertEquals(Outcome.CHANGED, change.aftermath().outcome());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void letsGoOfAServerThatShowsNoSign() {
        rig.cloud.faults().loseRequest("POST", "/changeos");
        ChangeRecord change = abortedAt(State.UNCERTAIN);
        Instant begin = rig.clock.instant();
        follow(change);
        assertEquals(Outcome.NOT_SEEN, change.aftermath().outcome());
        assertThat(Duration.between(begin, rig.clock.instant()), lessThan(Duration.ofMinutes(40)));
        assertThat(rig.log(), containsString("no sign of an OS change of server web-1"));
    }

    @Test
    void takesNothingForItsOwnThatAnotherChangeDidMeanwhile() {
        rig.cloud.faults().loseRequest("POST", "/changeos");
        ChangeRecord lost = abortedAt(State.UNCERTAIN);
        Aftermath aftermath = new Aftermath(lost);
        pass(aftermath, Duration.ofMinutes(2));
        OsChange next = new OsChange("next", rig.request());
        rig.drive(next);
        assertEquals(State.SUCCEEDED, next.state());
        rig.overtaken = true;

        pass(aftermath, Duration.ofHours(1));

        assertEquals(Outcome.UNDETERMINED, lost.aftermath().outcome());
        assertThat(lost.aftermath().message(), containsString("another OS change of this server was sent since"));
    }

    @Test
    void letsGoOfAServerThatIsNoMore() {
        ChangeRecord change = detached(Duration.ofMinutes(20));
        Instant begin = rig.clock.instant();
        Aftermath aftermath = new Aftermath(change);
        pass(aftermath, Duration.ofMinutes(1));
        rig.cloud.somebody().deletesServer(change.serverId());

        pass(aftermath, Duration.ofHours(2));

        assertEquals(Outcome.UNDETERMINED, change.aftermath().outcome());
        assertThat(change.aftermath().message(), containsString("the cloud has no such server any more"));
        assertThat(Duration.between(begin, rig.clock.instant()), lessThan(Duration.ofMinutes(40)));
    }

    @Test
    void isNotDueWhereNothingWasSent() {
        ChangeRecord change = abortedAt(State.PREPARING);
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertTrue(AftermathNote.isOver(change));
        assertEquals(Optional.empty(), new Aftermath(change).advance(rig));
        assertThat(rig.log(), not(containsString("After the end")));
    }

    private ChangeRecord detached(Duration jobTakes) {
        rig.cloud.jobsTake(jobTakes);
        return abortedAt(State.SUBMITTED);
    }

    private ChangeRecord abortedAt(State state) {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, state);
        assertEquals(state, change.state());
        change.abandon();
        rig.drive(change);
        return change.record();
    }

    private void follow(ChangeRecord change) {
        pass(new Aftermath(change), Duration.ofDays(2));
        assertTrue(AftermathNote.isOver(change));
    }

    private void pass(Aftermath aftermath, Duration time) {
        Instant end = rig.clock.instant().plus(time);
        Optional<Duration> wait = aftermath.advance(rig);
        while (wait.isPresent() && rig.clock.instant().isBefore(end)) {
            rig.clock.pass(wait.get());
            wait = aftermath.advance(rig);
        }
    }

    private List<String> linesOfTheEnd() {
        return rig.log.stream()
                .filter(line -> line.startsWith("web-1: After the end of the step: "))
                .toList();
    }
}
