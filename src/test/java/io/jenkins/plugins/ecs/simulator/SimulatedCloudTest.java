package io.jenkins.plugins.ecs.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import java.io.IOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated cloud is strict: what the documents forbid, it refuses. */
class SimulatedCloudTest {

    private static final String JSON = "application/json";

    private final TestClock clock = new TestClock();
    private SimulatedCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(clock);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'os-change':{'imageid':'IMAGE','adminpass':'1qazXSW@','keyname':'KeyPair-350b'}} | Ecs.0005",
                "{'os-change':{'imageid':'IMAGE','surprise':'x'}}                                  | Ecs.0005",
                "{'os-change':{'imageid':'IMAGE','isAutoPay':true}}                                | Ecs.0005",
                "{'os-change':{'imageid':'IMAGE','mode':'now'}}                                    | Ecs.0005",
                "{'os-change':{'imageid':'IMAGE','metadata':{'BYOL':'false'}}}                     | Ecs.0005",
                "{'os-change':{'imageid':'IMAGE','metadata':{'user_data':'%'}}}                    | Ecs.0005",
                "{'os-change':{'imageid':'IMAGE'},'more':{}}                                       | Ecs.0005",
                "{'os-change':{'imageid':'nothing'}}                                               | Ecs.0031",
                "{'os-change':{'imageid':'IMAGE','adminpass':'weak'}}                              | Ecs.0011",
                "{'os-change':{'imageid':'IMAGE','keyname':'KeyPair-350b'}}                        | Ecs.0314",
                "no json                                                                           | Ecs.0005",
            })
    void refusesABodyThatTheDocumentsForbid(String body, String code) throws IOException {
        assertEquals(
                code,
                change(body.replace("IMAGE", Region.IMAGE)).at("/error/code").asText());
    }

    @Test
    void refusesAnotherContentType() throws IOException {
        String body = "{\"os-change\":{\"imageid\":\"" + Region.IMAGE + "\"}}";
        JsonNode answer = send(path("v2", "cloudservers/" + Region.SERVER + "/changeos"), body, "text/plain");
        assertEquals("Ecs.0005", answer.at("/error/code").asText());
    }

    @Test
    void refusesAChangeOfAServerThatRuns() throws IOException {
        cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        assertEquals("Ecs.0100", change(valid()).at("/error/code").asText());
    }

    @Test
    void refusesASecondChangeWhileTheFirstIsUnderWay() throws IOException {
        assertTrue(change(valid()).has("job_id"));
        assertEquals("Ecs.0603", change(valid()).at("/error/code").asText());
    }

    @Test
    void runsAJobThroughItsStates() throws IOException {
        cloud.jobsTake(Duration.ofSeconds(100));
        String job = change(valid()).get("job_id").asText();
        assertEquals("INIT", get("v1", "jobs/" + job).get("status").asText());

        clock.pass(Duration.ofSeconds(50));
        JsonNode running = get("v1", "jobs/" + job);
        assertEquals("RUNNING", running.get("status").asText());
        assertEquals("RUNNING", running.at("/entities/sub_jobs/0/status").asText());
        assertEquals("REBUILD", cloud.region().at(Region.SERVER).status());

        clock.pass(Duration.ofSeconds(50));
        assertEquals("SUCCESS", get("v1", "jobs/" + job).get("status").asText());
        assertEquals("ACTIVE", cloud.region().at(Region.SERVER).status());
    }

    @Test
    void givesTheReasonOfAFailureInTheSubJobOnly() throws IOException {
        cloud.region().at(Region.SERVER).failChanges("Ecs.0202", "Failed to create the system disk.");
        String job = change(valid()).get("job_id").asText();
        clock.pass(Duration.ofHours(1));

        JsonNode failed = get("v1", "jobs/" + job);

        assertEquals("Common.0021", failed.get("error_code").asText());
        assertEquals("Ecs.0202", failed.at("/entities/sub_jobs/0/error_code").asText());
        assertEquals("SHUTOFF", cloud.region().at(Region.SERVER).status());
    }

    @Test
    void refusesWhoeverDoesNotSign() throws IOException {
        Request unsigned = new Request.Builder()
                .url(cloud.endpoint() + path("v1", "jobs/1"))
                .build();
        try (Response answer = new OkHttpClient().newCall(unsigned).execute()) {
            assertEquals(401, answer.code());
        }
    }

    @Test
    void refusesABodyThatWasChangedAfterSigning() throws IOException {
        String url = cloud.endpoint() + path("v2", "cloudservers/" + Region.SERVER + "/changeos");
        Request signed = new RequestSigner(SimulatedCloud.ACCESS_KEY, clock)
                .sign(new Request.Builder()
                        .url(url)
                        .post(RequestBody.create(valid(), MediaType.get(JSON)))
                        .build());
        Request changed = signed.newBuilder()
                .post(RequestBody.create(valid() + " ", MediaType.get(JSON)))
                .build();
        try (Response answer = new OkHttpClient().newCall(changed).execute()) {
            assertEquals(401, answer.code());
        }
        assertEquals("SHUTOFF", cloud.region().at(Region.SERVER).status());
    }

    @Test
    void knowsNoOtherProjectsAndPaths() throws IOException {
        assertEquals("APIGW.0101", get("v9", "jobs/1").get("error_code").asText());
        String elsewhere = "/v1/00000000000000000000000000000000/jobs/1";
        assertEquals("Ecs.0023", send(elsewhere, null, null).at("/error/code").asText());
        assertEquals("Common.0011", get("v1", "jobs/unknown").get("code").asText());
    }

    private static String valid() {
        return "{\"os-change\":{\"imageid\":\"" + Region.IMAGE + "\"}}";
    }

    private JsonNode change(String body) throws IOException {
        return send(path("v2", "cloudservers/" + Region.SERVER + "/changeos"), body.replace('\'', '"'), JSON);
    }

    private JsonNode get(String version, String rest) throws IOException {
        return send(path(version, rest), null, null);
    }

    private static String path(String version, String rest) {
        return "/" + version + "/" + SimulatedCloud.PROJECT + "/" + rest;
    }

    private JsonNode send(String path, String body, String type) throws IOException {
        Request.Builder request = new Request.Builder().url(cloud.endpoint() + path);
        if (body != null) {
            request.post(RequestBody.create(body, MediaType.get(type)));
        }
        Request signed = new RequestSigner(SimulatedCloud.ACCESS_KEY, clock).sign(request.build());
        try (Response answer = new OkHttpClient().newCall(signed).execute()) {
            return new ObjectMapper().readTree(answer.body().string());
        }
    }
}
