package io.jenkins.plugins.ecs.simulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.RequestSigner;
import io.jenkins.plugins.ecs.simulator.Deed.Outcome;
import io.jenkins.plugins.ecs.simulator.Deed.What;
import io.jenkins.plugins.ecs.simulator.Deed.Who;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** The scenes that can be arranged in the simulated cloud are what their descriptions say. */
class ScenesTest {

    private static final String KEY_BODY = "{'os-change':{'imageid':'" + Region.IMAGE + "','keyname':'"
            + Region.KEY_PAIR + "','userid':'" + SimulatedCloud.USER + "'}}";

    private final TestClock clock = new TestClock();
    private final SimulatedCloud cloud = SimulatedCloud.inMemory(clock);
    private final SimulatedServer server = cloud.region().at(Region.SERVER);
    private AccessKey key = SimulatedCloud.ACCESS_KEY;

    @Test
    void remembersWhoDidWhat() throws IOException {
        String disk = server.systemVolumeId();
        String job = change("").get("job_id").asText();
        pass(120);
        assertTrue(cloud.somebody().changesOs(Region.SERVER, Region.OLD_IMAGE, Duration.ofSeconds(10)));
        pass(20);

        List<Deed> deeds = cloud.audit().deeds();
        assertThat(deeds.stream().map(Deed::who).toList(), contains(Who.US, Who.SOMEBODY));
        Deed ours = deeds.get(0);
        assertEquals(job, ours.jobId());
        assertEquals(disk, ours.disk());
        assertEquals(Outcome.DONE, ours.outcome());
        assertEquals(ours.newDisk(), deeds.get(1).disk());
        assertEquals(deeds.get(1).newDisk(), server.systemVolumeId());
        JsonNode actions = send("v2.1", "servers/" + Region.SERVER + "/os-instance-actions", null);
        assertEquals(Somebody.USER, actions.at("/instanceActions/0/user_id").asText());
        assertEquals(
                SimulatedCloud.USER, actions.at("/instanceActions/1/user_id").asText());
    }

    @Test
    void isAsStrictWithSomebodyElse() throws IOException {
        change("");
        assertFalse(cloud.somebody().changesOs(Region.SERVER, Region.OLD_IMAGE, Duration.ofSeconds(10)));
        cloud.region().finishJobs();
        cloud.somebody().locks(Region.SERVER);
        assertFalse(cloud.somebody().stops(Region.SERVER));
    }

    @Test
    void passesThroughEveryStateOfAStopThatTakesItsTime() throws IOException {
        cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        SimulatedServer running = cloud.region().at(Region.SERVER);
        running.behaviour()
                .stopSlowly(Duration.ofSeconds(300))
                .stayOffBeforeRebuild(Duration.ofSeconds(10))
                .detachDiskWhileChanging()
                .bootSlowly(Duration.ofSeconds(20));
        String job = change(",'mode':'withStopServer'").get("job_id").asText();

        assertEquals("ACTIVE powering-off", state());
        pass(300);
        assertEquals("SHUTOFF null", state());
        pass(10);
        assertEquals("REBUILD rebuilding", state());
        assertNull(running.systemVolumeId());
        pass(60);
        assertEquals("SHUTOFF powering-on", state());
        assertEquals("SUCCESS", job(job).get("status").asText());
        pass(20);
        assertEquals("ACTIVE null", state());
        assertEquals(Region.IMAGE, running.imageId());
    }

    @Test
    void stopsAndStartsAServer() throws IOException {
        cloud.region().addServer(Region.SERVER, "web-1", "ACTIVE");
        cloud.region().at(Region.SERVER).behaviour().stopSlowly(Duration.ofSeconds(90));
        act("{'os-stop':{'type':'SOFT','servers':[{'id':'" + Region.SERVER + "'}]}}");
        assertEquals("ACTIVE powering-off", state());
        assertEquals("Ecs.0603", change("").at("/error/code").asText(), "busy servers refuse");
        pass(90);
        assertEquals("SHUTOFF null", state());
        act("{'os-start':{'servers':[{'id':'" + Region.SERVER + "'}]}}");
        assertEquals("SHUTOFF powering-on", state());
        pass(2);
        assertEquals("ACTIVE null", state());
        assertEquals(1, cloud.region().stops());
        assertEquals(1, cloud.region().starts());
        assertEquals(
                "Ecs.0005",
                act("{'os-start':{'type':'SOFT','servers':[{'id':'" + Region.SERVER + "'}]}}")
                        .at("/error/code")
                        .asText());
    }

    @Test
    void showsYesterdaysTruthForAWhile() throws IOException {
        server.lagBehind(Duration.ofSeconds(30));
        cloud.region().jobsLagBehind(Duration.ofSeconds(30));
        String job = change("").get("job_id").asText();

        assertEquals("SHUTOFF", shown("status"));
        assertEquals("REBUILD", server.status());
        assertEquals("Common.0011", job(job).get("code").asText());
        pass(30);
        assertEquals("REBUILD", shown("status"));
        assertEquals("INIT", job(job).get("status").asText());
        pass(30);
        assertEquals("REBUILD", shown("status"));
        assertEquals("ACTIVE", server.status());
        pass(30);
        assertEquals("ACTIVE", shown("status"));
        assertEquals("SUCCESS", job(job).get("status").asText());
    }

    @Test
    void waitsForAPayment() throws IOException {
        server.prepaid().behaviour().wantPayment();
        String job = change("").get("job_id").asText();
        pass(100_000);
        assertEquals("PENDING_PAYMENT", job(job).get("status").asText());
        assertEquals("SHUTOFF null", state());
        cloud.somebody().pays(Region.SERVER);
        pass(1);
        assertEquals("REBUILD rebuilding", state());
        pass(60);
        assertEquals("SUCCESS", job(job).get("status").asText());
    }

    @Test
    void paysItselfWhereItMay() throws IOException {
        server.prepaid().behaviour().paySlowly(Duration.ofSeconds(40));
        String job = change(",'isAutoPay':'true'").get("job_id").asText();
        assertEquals("PENDING_PAYMENT", job(job).get("status").asText());
        pass(41);
        assertEquals("INIT", job(job).get("status").asText());
        assertEquals("REBUILD rebuilding", state());
    }

    @Test
    void tellsAFailureAsItWasRecorded() throws IOException {
        server.behaviour()
                .failChanges("Ecs.0202", "Quota exceeded")
                .tellReasonsNested()
                .endInErrorAfterFailure();
        String job = change("").get("job_id").asText();
        assertFalse(job(job).has("error_code"), "absent while it runs");
        pass(60);
        String nested =
                job(job).at("/entities/sub_jobs/0/entities/errorcode_message").asText();
        assertTrue(nested.contains("{\"forbidden\":{\"message\":\"Quota exceeded\""), nested);
        assertEquals("ERROR null", state());
        assertEquals("Ecs.0105", change("").at("/error/code").asText());
        assertEquals(
                Outcome.FAILED,
                cloud.audit().deeds(Who.US, What.CHANGE_OS).get(0).outcome());
    }

    @Test
    void namesTheImageTwiceAndDifferently() throws IOException {
        server.nameImageTwice();
        change("");
        pass(60);
        assertEquals(Region.IMAGE, cloud.region().at(Region.SERVER).meteredImageId());
        assertNotEquals(Region.IMAGE, server.imageId());
    }

    @Test
    void givesAKeyPairOfTheSameNameToSomebodyElse() throws IOException {
        cloud.somebody().rotatesKeyPair(Region.KEY_PAIR, "ssh-ed25519 AAAA new");
        String detail = send("v2.1", "os-keypairs/" + Region.KEY_PAIR, null)
                .at("/keypair/fingerprint")
                .asText();
        send("v2", "cloudservers/" + Region.SERVER + "/changeos", KEY_BODY);
        assertEquals(detail, cloud.audit().ourChanges().get(0).keyFingerprint());

        cloud.somebody().takesKeyPairOver(Region.KEY_PAIR, "ssh-ed25519 AAAA his");
        assertTrue(send("v2.1", "os-keypairs/" + Region.KEY_PAIR, null).has("itemNotFound"));
        pass(60);
        cloud.region().at(Region.SERVER).become("SHUTOFF", null);
        assertEquals(
                "Ecs.0314",
                send("v2", "cloudservers/" + Region.SERVER + "/changeos", KEY_BODY)
                        .at("/error/code")
                        .asText());
    }

    @Test
    void refusesWhatTheUserMayNot() throws IOException {
        cloud.permissions().deny(Call.JOB);
        assertEquals("Pdp.0001", job("any").at("/error/code").asText());
        cloud.permissions().enterpriseProjectsOnly();
        assertEquals(
                "Pdp.0001",
                send("v1", "cloudservers/detail", null).at("/error/code").asText());
        cloud.permissions().enterpriseProjectsOnlyAndSilently();
        assertEquals(0, send("v1", "cloudservers/detail", null).get("servers").size());
        assertEquals(
                1,
                send("v1", "cloudservers/detail?enterprise_project_id=all_granted_eps", null)
                        .get("servers")
                        .size());
    }

    @Test
    void knowsTheRightTimeWhateverTheMachineThinks() throws IOException {
        clock.jump(Duration.ofDays(-2));
        assertEquals("APIGW.0301", job("any").get("error_code").asText());
        clock.jump(Duration.ofDays(2));
        assertEquals("Common.0011", job("any").get("code").asText());
    }

    @Test
    void locksAnAccessKeyAfterFiveWrongSignatures() throws IOException {
        key = new AccessKey(key.id(), "wrong");
        for (int i = 0; i < 5; i++) {
            job("any");
        }
        key = SimulatedCloud.ACCESS_KEY;
        assertTrue(cloud.accessKeys().isLocked());
        assertEquals("APIGW.0301", job("any").get("error_code").asText());
        pass(300);
        assertEquals("Common.0011", job("any").get("code").asText());
    }

    @Test
    void actsAndSaysSomethingElse() throws IOException {
        cloud.faults().actButSay("POST", "/changeos", 202, "Ecs.9999", "something odd");
        assertEquals("Ecs.9999", change("").at("/error/code").asText());
        assertEquals(1, cloud.region().changes());
    }

    @Test
    void goesWrongForAWhile() throws IOException {
        cloud.faults().answerFor(Duration.ofMinutes(1), "GET", "/jobs/", 429, "APIGW.0308", "throttled");
        assertEquals("APIGW.0308", job("any").get("error_code").asText());
        assertEquals("APIGW.0308", job("any").get("error_code").asText());
        pass(60);
        assertEquals("Common.0011", job("any").get("code").asText());
    }

    @Test
    void repeatsWhatWasRecorded() throws IOException {
        for (Recordings recording : Recordings.values()) {
            cloud.faults().say("GET", "/jobs/", 200, recording.body());
            assertEquals(Answer.MAPPER.readTree(recording.body()), job("any"));
        }
    }

    private void pass(int seconds) {
        clock.pass(Duration.ofSeconds(seconds));
    }

    private String state() {
        SimulatedServer now = cloud.region().at(Region.SERVER);
        return now.status() + ' ' + now.json().get("OS-EXT-STS:task_state").asText();
    }

    private String shown(String field) throws IOException {
        return send("v1", "cloudservers/" + Region.SERVER, null)
                .at("/server/" + field)
                .asText();
    }

    private JsonNode job(String id) throws IOException {
        return send("v1", "jobs/" + id, null);
    }

    private JsonNode act(String body) throws IOException {
        return send("v1", "cloudservers/action", body);
    }

    private JsonNode change(String more) throws IOException {
        String body = "{'os-change':{'imageid':'" + Region.IMAGE + "'" + more + "}}";
        return send("v2", "cloudservers/" + Region.SERVER + "/changeos", body);
    }

    private JsonNode send(String version, String rest, String body) throws IOException {
        Request.Builder request =
                new Request.Builder().url(cloud.endpoint() + '/' + version + '/' + SimulatedCloud.PROJECT + '/' + rest);
        if (body != null) {
            request.post(RequestBody.create(body.replace('\'', '"').getBytes(), MediaType.get("application/json")));
        }
        Request signed = new RequestSigner(key, clock).sign(request.build());
        try (Response answer = cloud.http().newCall(signed).execute()) {
            return Answer.MAPPER.readTree(answer.body().string());
        }
    }
}
