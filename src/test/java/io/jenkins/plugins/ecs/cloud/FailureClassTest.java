package io.jenkins.plugins.ecs.cloud;

import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.GIVE_UP;
import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.LOOK;
import static io.jenkins.plugins.ecs.cloud.FailureClass.Verdict.RETRY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an error means for a change, and for a lookup: only what is known to have done nothing may say so. */
class FailureClassTest {

    @ParameterizedTest
    @CsvSource({
        // The cloud's own trouble, told as a client error.
        "400, Common.0025",
        "400, Ecs.1100",
        "400, Ecs.1300",
        "400, Ecs.0301",
        "400, Ecs.1000",
        "400, Ecs.1001",
        "400, Ecs.1002",
        "403, Ecs.1100",
        "404, Ecs.1000",
        "400, Common.0022",
        "400, Ecs.0002",
        "400, IMG.0014",
        // Codes that stand in no table, and none at all.
        "200, Ecs.9999",
        "202, Ecs.9999",
        "200, 500",
        "202, APIGW.0301",
        "400, Ecs.9999",
        "404, Ecs.9999",
        "400, ",
        "409, ",
        "400, 400",
        "422, Abc.1",
        "499, ",
        // Servers and gateways that fail.
        "408, ",
        "500, Common.0001",
        "500, Ecs.0005",
        "502, APIGW.0202",
        "503, APIG.0613",
        "504, APIGW.0203",
        "504, ",
        "400, APIGW.0202",
    })
    void watchesWhatMayActAllTheSame(int status, String code) {
        FailureClass kind = FailureClass.of(error(status, code));
        assertEquals(LOOK, kind.forChange());
        assertEquals(RETRY, kind.forLookup());
    }

    @ParameterizedTest
    @CsvSource({
        "400, Ecs.0005",
        "400, Ecs.0605",
        "400, Ecs.0021",
        "400, Common.0018",
        "403, Ecs.0003",
        "403, Pdp.0001",
        "404, Ecs.0114",
        "404, Ecs.0614",
        "400, IMG.0015",
        "200, Ecs.0605",
        "202, Ecs.0100",
        "401, APIGW.0301",
        "401, APIG.0307",
        "401, ",
        "401, 401",
        "403, APIGW.0802",
        "403, ",
        "403, Policy.1",
        "407, ",
        "404, APIGW.0101",
        "404, ",
        "404, 404",
        "405, ",
        "413, ",
        "414, APIGW.0201",
        "400, APIGW.0106",
    })
    void callsRefusedWhatIsKnownToHaveDoneNothing(int status, String code) {
        FailureClass kind = FailureClass.of(error(status, code));
        assertEquals(FailureClass.REFUSED, kind);
        assertEquals(GIVE_UP, kind.forChange());
        assertEquals(GIVE_UP, kind.forLookup());
    }

    @ParameterizedTest
    @CsvSource({
        "429, ",
        "429, APIGW.0308",
        "400, APIG.0308",
        "503, Common.1503",
        "202, Common.0024",
        "501, Ecs.0603",
        "429, IAM.0012",
        "400, IMG.0060",
        "400, IMG.0010",
    })
    void maySendAgainWhatWasNotAccepted(int status, String code) {
        assertEquals(FailureClass.THROTTLED, FailureClass.of(error(status, code)));
    }

    @Test
    void believesTheCodeAroundADetailThatItDoesNotKnow() {
        assertEquals(FailureClass.REFUSED, FailureClass.of(new CloudError(400, "Ecs.1520", "Ecs.0304", "", null)));
        assertEquals(FailureClass.FAULT, FailureClass.of(new CloudError(400, "Ecs.1520", "Ecs.9999", "", null)));
        assertEquals(FailureClass.FAULT, FailureClass.of(new CloudError(400, "Ecs.1001", "Ecs.0005", "", null)));
        assertEquals(FailureClass.FAULT, FailureClass.of(new CloudError(400, "Ecs.0005", "Ecs.1000", "", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "401, 401, NOT_SIGNED_IN",
        "403, IAM.0003, NOT_SIGNED_IN",
        "400, , NOT_SIGNED_IN",
        "400, Ecs.9999, NOT_SIGNED_IN",
        "404, , NOT_SIGNED_IN",
        "302, , NOT_SIGNED_IN",
        "429, IAM.0012, THROTTLED",
        "503, , NOT_SENT",
        "408, , NOT_SENT",
        "500, IAM.0001, NOT_SENT",
    })
    void neverSaysThatARequestMayHaveLeftWhereTheSignInFailed(int status, String code, FailureClass expected) {
        FailureClass kind = FailureClass.ofSignIn(error(status, code));
        assertEquals(expected, kind);
        assertTrue(kind.forChange() != LOOK);
    }

    @ParameterizedTest
    @CsvSource({
        "404, Ecs.0114, true, false, false",
        "404, , true, false, false",
        "400, Common.0011, true, false, false",
        "401, APIGW.0301, false, true, false",
        "400, Common.0013, false, true, false",
        "403, APIGW.0302, false, false, true",
        "400, Pdp.0001, false, false, true",
        "400, Ecs.0005, false, false, false",
    })
    void tellsMissingUnauthorizedAndForbiddenApart(
            int status, String code, boolean missing, boolean unauthorized, boolean forbidden) {
        RefusedException refusal = new RefusedException(error(status, code));
        assertEquals(missing, refusal.isNotFound());
        assertEquals(unauthorized, refusal.isUnauthorized());
        assertEquals(forbidden, refusal.isForbidden());
    }

    @Test
    void takesNoRefusedSignInForAMissingThing() {
        RefusedException noProject = new RefusedException(error(404, null)).beforeRequest("signing in");
        assertTrue(noProject.isSignIn());
        assertFalse(noProject.isNotFound());
        assertFalse(new RefusedException(error(403, null))
                .beforeRequest("signing in")
                .isForbidden());
    }

    private static CloudError error(int status, String code) {
        return new CloudError(status, code, "", null);
    }
}
