package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of one service in the words of another. */
class NestedErrorsTest {

    @Test
    void readsOutTheErrorThatASubJobQuotes() throws IOException {
        Job job = Json.MAPPER.treeToValue(
                Json.MAPPER.readTree(fixture("resp-job-fail-nested-json-message.json")), Job.class);

        assertEquals("Ecs.0204", job.deepestFailure().errorCode());
        assertEquals(
                "CreateServerWithRootVolumeAndDataVolumeTask-fail: Fail to create server."
                        + " (Quota exceeded for instances: Requested 1, but already used 10 of 10 instances)",
                job.deepestFailure().reason());
    }

    @Test
    void saysOnceWhatIsSaidTwice() throws IOException {
        Job job = Json.MAPPER.treeToValue(Json.MAPPER.readTree(fixture("resp-job-fail-subjob.json")), Job.class);
        assertEquals(
                "Insufficient EVS disk quota. Contact customer service to increase quota.",
                job.deepestFailure().reason());
    }

    @Test
    void readsAGatewaysFlatErrorWithoutACode() throws IOException {
        CloudError error = ErrorParser.parse(504, fixture("errors/resp-error-gateway-504.json"), null);
        assertNull(error.code());
        assertEquals("HTTP 504: Wait response timeout.", error.summary());
        assertEquals("61c4343953e5bd092622429fa82d9936", error.requestId());
    }

    @Test
    void keepsTheCodeAroundADetail() throws IOException {
        CloudError error = ErrorParser.parse(400, fixture("errors/resp-error-ecs-image-query-400.json"), null);
        assertEquals("Ecs.1520", error.code());
        assertEquals("Ecs.0304", error.outerCode());
        assertEquals(FailureClass.REFUSED, FailureClass.of(error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"forbidden\":{\"code\":403,\"message\":\"no\"}} | no",
                "Task-fail: {\"error\":{\"code\":\"Ecs.1\",\"message\":\"no\"}} | Task-fail: no",
                "{\"message\":\"{\\\"message\\\":\\\"deep\\\"}\"} | deep",
                "{\"a\":1} | {\"a\":1}",
                "{no json | {no json",
                "server {1234} is gone | server {1234} is gone",
            })
    void readsOutWhatIsJsonAndLeavesTheRest(String message, String words) throws IOException {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.putObject("error").put("code", "Ecs.0005").put("message", message);
        assertEquals(words, ErrorParser.parse(400, root.toString(), null).message());
    }

    private static String fixture(String name) throws IOException {
        try (var in = NestedErrorsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
