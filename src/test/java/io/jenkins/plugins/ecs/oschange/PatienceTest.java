package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a change puts up with what, and that neither the cloud's trouble nor its own clock ends it too soon. */
class PatienceTest {

    @AutoClose
    private final Rig rig = new Rig();

    private OsChange submitted(ChangeRequest request) {
        OsChange change = new OsChange("test", request);
        rig.driveUntil(change, State.SUBMITTED);
        return change;
    }

    @Test
    void isThrottledForAMinuteWhileCheckingWithoutGivingUp() {
        rig.cloud.faults().answerFor(Duration.ofMinutes(1), "GET", "/cloudservers/", 429, "APIGW.0308", "throttled");

        assertEquals(State.SUCCEEDED, rig.run(rig.request()).state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Common.0025", "Ecs.1100", "Ecs.1300", "Ecs.0301", "Ecs.1000", "Ecs.1001"})
    void sitsOutTheCloudsOwnTrouble(String code) {
        OsChange change = submitted(rig.request());
        rig.cloud.faults().answer("GET", "/jobs/", 400, code, "trouble inside");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @ParameterizedTest
    @CsvSource({"404, Common.0011", "400, Common.0011", "403, Ecs.0110"})
    void monitorsTheServerWhereItsJobCannotBeRead(int status, String code) {
        OsChange change = submitted(rig.request());
        rig.cloud.faults().answerFor(Duration.ofHours(1), "GET", "/jobs/", status, code, "no");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), containsString("monitoring the server instead"));
    }

    @ParameterizedTest
    @CsvSource({"401, APIGW.0301", "403, APIGW.0302"})
    void sitsOutARefusedCredentialOnceTheRequestIsSent(int status, String code) {
        OsChange change = submitted(rig.request());
        rig.cloud.faults().answer("GET", "/jobs/", status, code, "no");

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @ParameterizedTest
    @CsvSource({"200, Ecs.9999", "202, Xyz.0001", "400, Ecs.1002", "400, Ecs.9999"})
    void monitorsTheServerAfterAnAnswerThatNobodyKnowsTheMeaningOf(int status, String code) {
        rig.cloud.faults().actButSay("POST", "/changeos", status, code, "something");

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void leavesTenSecondsBetweenRequestsWhateverTheCloudSays(String retryAfter) {
        for (int i = 0; i < 100; i++) {
            rig.cloud.faults().throttle("POST", "/changeos", retryAfter);
        }

        OsChange change = rig.run(rig.request().timeoutMinutes(1440));

        assertEquals(Kind.REFUSED, change.failure().kind());
        assertEquals(30, rig.cloud.changeRequests());
        List<Instant> sent = rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .map(request -> request.at())
                .toList();
        for (int i = 1; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 1), sent.get(i)), greaterThanOrEqualTo(Duration.ofSeconds(10)));
        }
        assertThat(change.record().history().entries().size(), lessThanOrEqualTo(60));
    }

    @Test
    void isAsPatientWithAnErrorAfterTheJobAsWithEverythingElse() {
        rig.server().behaviour().showErrorAfterSuccess(Duration.ofSeconds(30));

        assertEquals(State.SUCCEEDED, rig.run(rig.request()).state(), rig.log());
    }

    @Test
    void looksOnceMoreBeforeItSaysThatItsTimeIsOver() {
        OsChange change = submitted(rig.request().timeoutMinutes(5));
        rig.clock.pass(Duration.ofHours(2)); // a suspended machine

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void followsAJobThatWaitsForAPaymentItMakesItself() {
        rig.server().prepaid().behaviour().paySlowly(Duration.ofMinutes(2));

        assertEquals(State.SUCCEEDED, rig.run(rig.request().autoPay(true)).state(), rig.log());
    }

    @Test
    void doesNotWaitForImageIdsToAgreeThatNeverDid() {
        rig.server().nameImageTwice().behaviour().nameImageTwice();

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(rig.log(), not(containsString("returns")));
        assertTrue(
                change.record().history().duration(rig.clock.instant()).compareTo(Duration.ofSeconds(100)) < 0,
                rig.log());
    }

    @Test
    void waitsNoLongerThanTheTimeLeft() {
        rig.cloud.jobsTake(Duration.ofHours(1));

        OsChange change = rig.run(rig.request().timeoutMinutes(1).pollSeconds(600));

        assertEquals(Kind.DETACHED, change.failure().kind());
        assertThat(change.record().history().duration(rig.clock.instant()), lessThanOrEqualTo(Duration.ofSeconds(62)));
    }

    @Test
    void doesNotWaitAnHourBecauseTheClockWasSetBack() {
        OsChange change = submitted(rig.request().timeoutMinutes(10));
        Instant began = rig.clock.truth().instant();
        rig.cloud.jobsTake(Duration.ofHours(3));
        rig.clock.jump(Duration.ofHours(-1));

        rig.drive(change);

        assertThat(Duration.between(began, rig.clock.truth().instant()), lessThanOrEqualTo(Duration.ofMinutes(12)));
    }

    @Test
    void makesNoMoreRequestsForATwoMinuteSuccessThanEver() {
        rig.cloud.jobsTake(Duration.ofMinutes(2));

        assertEquals(State.SUCCEEDED, rig.run(rig.request()).state());

        assertThat(rig.cloud.requestCount(), lessThanOrEqualTo(19));
    }

    @Test
    void makesTwelveRequestsAtMostForATwoMinuteSuccessWhereJobsUsuallyTakeThatLong() {
        rig.cloud.jobsTake(Duration.ofMinutes(2));
        rig.learnTwoMinutes();

        assertEquals(State.SUCCEEDED, rig.run(rig.request()).state());

        assertThat(rig.cloud.requestCount(), lessThanOrEqualTo(12));
    }

    @Test
    void resolvesTheClientOnceInEachStep() {
        OsChange change = new OsChange("test", rig.request().stopFirst(true));
        rig.cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        for (Optional<Duration> wait = Optional.of(Duration.ZERO); wait.isPresent(); ) {
            int before = rig.clientsAsked;
            wait = change.advance(rig);
            assertThat(change.state().name(), rig.clientsAsked - before, lessThanOrEqualTo(1));
            wait.ifPresent(rig.clock::pass);
        }
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
    }

    @Test
    void tellsThatRequestsOfOtherChangesComeFirst() {
        rig.limiter.limitTo(10);
        for (int i = 0; i < 812; i++) {
            rig.limiter.take();
        }

        OsChange change = rig.run(rig.request());

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(
                rig.log(),
                containsString(
                        "Waiting because of the limit of requests per second: 812 requests of other changes come first (about 1 min 21 s)"));
        assertThat(rig.log(), containsString("Still checking (1 min 0 s; 212 requests of other changes come first)"));
    }

    @Test
    void tellsHowLongJobsUsuallyTake() {
        rig.cloud.jobsTake(Duration.ofMinutes(10));
        rig.learnTwoMinutes();

        OsChange change = rig.run(rig.request());

        assertThat(rig.log(), containsString("Cloud job: INIT (5 s, usually about 2 min 0 s)"));
        assertThat(rig.log(), containsString("Still cloud job running ("));
        assertTrue(
                rig.log.stream()
                        .anyMatch(line -> line.matches(".*Still cloud job running \\(.*, usually about 2 min 0 s\\)")),
                rig.log());
        assertThat(rig.log(), not(containsString("SUCCESS (10 min 5 s, usually")));
        assertEquals(120, change.record().usual().median().toSeconds(), 1);
    }

    @Test
    void looksCloselyAtTheServerOnceTheJobHasEnded() {
        rig.server().behaviour().bootSlowly(Duration.ofSeconds(7));
        OsChange change = submitted(rig.request().pollSeconds(30));
        rig.driveUntil(change, State.VERIFYING);
        Instant ended = rig.clock.instant();

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertThat(Duration.between(ended, rig.clock.instant()), lessThanOrEqualTo(Duration.ofSeconds(15)));
    }
}
