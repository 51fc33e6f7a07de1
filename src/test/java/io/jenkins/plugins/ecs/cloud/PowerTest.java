package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Servers are started and stopped with the documented requests. */
class PowerTest {

    private static final String SERVER = "616fb98f-46ca-475e-917e-2563e5a8cd19";

    @Test
    void startsAServer() throws Exception {
        try (RecordedExchange cloud = new RecordedExchange().answer(200, "resp-task-accepted-200.json")) {
            assertEquals("ff80808288d41e1b018990260955686a", cloud.client.start(SERVER));
            cloud.assertAsked("POST /v1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/cloudservers/action", "req-os-start.json");
        }
    }

    @Test
    void stopsAServer() throws Exception {
        try (RecordedExchange cloud = new RecordedExchange().answer(200, "resp-task-accepted-200.json")) {
            assertEquals("ff80808288d41e1b018990260955686a", cloud.client.stop(SERVER));
            cloud.assertAsked("POST /v1/5fa3a0b7c1d24e0fb3c1d6a1e2f30415/cloudservers/action", "req-os-stop-soft.json");
        }
    }
}
