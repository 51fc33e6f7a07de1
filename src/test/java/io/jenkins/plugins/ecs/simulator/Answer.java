package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mockwebserver3.MockResponse;

/** An answer of the simulated cloud, in the shapes that the real services use. */
record Answer(int status, JsonNode body) {

    static final ObjectMapper MAPPER = new ObjectMapper();

    static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    static Answer job(String jobId) {
        return ok(MAPPER.createObjectNode().put("job_id", jobId));
    }

    /** How ECS says no. */
    static Answer ecs(int status, String code, String message) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("error").put("message", message).put("code", code);
        return new Answer(status, root);
    }

    /** How job queries say no. */
    static Answer flat(int status, String code, String message) {
        return new Answer(status, MAPPER.createObjectNode().put("code", code).put("message", message));
    }

    /** How the gateway says no. */
    static Answer gateway(int status, String code, String message) {
        return new Answer(
                status,
                MAPPER.createObjectNode()
                        .put("error_msg", message)
                        .put("error_code", code)
                        .put("request_id", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"));
    }

    /** How Nova says no. */
    static Answer nova(int status, String name, String message) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject(name).put("code", status).put("message", message);
        return new Answer(status, root);
    }

    MockResponse.Builder toHttp(String requestId) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .setHeader("X-Request-Id", requestId)
                .body(body.toString());
    }
}
