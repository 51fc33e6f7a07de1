package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Faults;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of {@link FailureClass}, proven by counting requests on the wire. */
class RetryTableTest {

    @AutoClose
    private final Rig rig = new Rig();

    /** An accident on the wire, the row it belongs to, and what it means. */
    enum Accident {
        THROTTLED(FailureClass.THROTTLED, answer(429, "APIGW.0308")),
        THROTTLED_ON_OTC(FailureClass.THROTTLED, answer(429, "APIG.0308")),
        FLOW_CONTROL(FailureClass.THROTTLED, answer(503, "Common.1503")),
        FLOW_LIMIT_IN_A_202(FailureClass.THROTTLED, answer(202, "Common.0024")),
        BUSY_SERVER(FailureClass.THROTTLED, answer(501, "Ecs.0603")),
        REPLY_LOST(FailureClass.LOST, Faults::loseReply),
        REQUEST_LOST(FailureClass.LOST, Faults::loseRequest),
        REPLY_CUT(FailureClass.LOST, Faults::cutReply),
        REPLY_NO_JSON(FailureClass.LOST, (faults, call) -> faults.garbleReply(call[0], call[1], "<html>")),
        REPLY_TRUNCATED(
                FailureClass.LOST, (faults, call) -> faults.garbleReply(call[0], call[1], "{\"job_id\":\"ff80")),
        REPLY_EMPTY(FailureClass.LOST, (faults, call) -> faults.garbleReply(call[0], call[1], "")),
        TIMEOUT_408(FailureClass.FAULT, answer(408, "none")),
        INTERNAL_500(FailureClass.FAULT, answer(500, "Common.0001")),
        BACKEND_502(FailureClass.FAULT, answer(502, "APIGW.0202")),
        UNAVAILABLE_503(FailureClass.FAULT, answer(503, "APIGW.0613")),
        BACKEND_504(FailureClass.FAULT, answer(504, "APIGW.0203")),
        REDIRECT(FailureClass.REDIRECTED, (faults, call) -> faults.redirect(call[0], call[1], "/elsewhere")),
        BAD_REQUEST(FailureClass.REFUSED, answer(400, "Ecs.0005")),
        UNAUTHORISED(FailureClass.REFUSED, answer(401, "APIGW.0301")),
        FORBIDDEN(FailureClass.REFUSED, answer(403, "Pdp.0001")),
        CONFLICT_WITHOUT_A_CODE(FailureClass.FAULT, answer(409, "none")),
        UNKNOWN_CODE(FailureClass.FAULT, answer(400, "Ecs.9999")),
        TROUBLE_TOLD_AS_A_BAD_REQUEST(FailureClass.FAULT, answer(400, "Ecs.1002")),
        UNKNOWN_CODE_IN_A_202(FailureClass.FAULT, answer(202, "Ecs.9999"));

        final FailureClass row;
        final BiConsumer<Faults, String[]> cause;

        Accident(FailureClass row, BiConsumer<Faults, String[]> cause) {
            this.row = row;
            this.cause = cause;
        }

        Accident(FailureClass row, Loss loss) {
            this(row, (faults, call) -> loss.happen(faults, call[0], call[1]));
        }

        private static BiConsumer<Faults, String[]> answer(int status, String code) {
            return (faults, call) -> faults.answer(call[0], call[1], status, code, "simulated");
        }

        interface Loss {
            void happen(Faults faults, String method, String path);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsAChangeAgainOnlyWhereTheTableSaysSo(Accident accident) {
        accident.cause.accept(rig.cloud.faults(), new String[] {"POST", "/changeos"});

        OsChange change = rig.run(rig.request());

        switch (accident.row.forChange()) {
            case RETRY -> {
                assertEquals(State.SUCCEEDED, change.state(), rig.log());
                assertEquals(2, rig.cloud.changeRequests());
            }
            case LOOK -> assertEquals(1, rig.cloud.changeRequests());
            case GIVE_UP -> {
                assertEquals(Kind.REFUSED, change.failure().kind());
                assertEquals(1, rig.cloud.changeRequests());
            }
        }
    }

    /** Some are left out: as answers to a lookup they would be ordinary, or of another row. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REPLY_TRUNCATED", "FLOW_LIMIT_IN_A_202", "UNKNOWN_CODE_IN_A_202"})
    void sitsEveryFailureOutOnceTheRequestIsSent(Accident accident) {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        accident.cause.accept(rig.cloud.faults(), new String[] {"GET", "/jobs/"});

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        long looks = rig.cloud.requests().stream()
                .filter(request -> request.path().contains("/jobs/"))
                .count();
        assertTrue(looks > 1);
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void sitsOutAStormOfFaults() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.SUBMITTED);
        for (int i = 0; i < 5; i++) {
            rig.cloud.faults().answer("GET", "/jobs/", 503, "APIGW.0613", "storm");
            rig.cloud.faults().throttle("GET", "/jobs/", "3");
            rig.cloud.faults().cutReply("GET", "/jobs/");
        }

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void sendsAChangeThatNeverLeftAgain() {
        OsChange change = new OsChange("test", rig.request());
        rig.driveUntil(change, State.CHECKED);
        rig.elsewhere = Rig.NOWHERE;
        change.advance(rig);
        assertEquals(State.PREPARING, change.state());
        rig.elsewhere = null;

        rig.drive(change);

        assertEquals(State.SUCCEEDED, change.state());
        assertEquals(1, rig.cloud.changeRequests());
    }

    @Test
    void hasAnAccidentForEveryRow() {
        Set<FailureClass> proven = Stream.concat(
                        Arrays.stream(Accident.values()).map(accident -> accident.row),
                        Stream.of(FailureClass.NOT_SENT, FailureClass.NOT_SIGNED_IN)) // these have tests of their own
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(FailureClass.values()), proven);
    }
}
