package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The vendors' answers, documented and constructed, are read for what they say. */
class AnswersTest {

    @Test
    void readsAServer() throws IOException {
        Server server = read("resp-server-1-active-before.json", "server", Server.class);

        assertEquals("ecs-2ecf", server.name());
        assertTrue(server.isIdleAnd("ACTIVE"));
        assertEquals("80c15cff-2473-4982-a816-d760cad6c42c", server.systemVolumeId());
        assertEquals(Set.of("c71b64e7-4767-4406-afde-2c7c7ac2242c"), server.imageIds());
        assertEquals("Public_Cloudinit_Oracle_Linux_7.4_64bit_40G", server.imageName());
        assertEquals(List.of("192.168.1.99"), server.addressList());
    }

    @Test
    void tellsFixedAndFloatingAddressesApart() throws IOException {
        Server server = Json.MAPPER.readValue(
                "{\"addresses\":{\"vpc\":[{\"addr\":\"192.168.1.99\",\"OS-EXT-IPS:type\":\"fixed\",\"version\":4},"
                        + "{\"addr\":\"203.0.113.7\",\"OS-EXT-IPS:type\":\"floating\"},{\"addr\":\"2001:db8::7\"}]}}",
                Server.class);
        assertEquals(
                List.of(
                        new ServerAddress("192.168.1.99", ServerAddress.Kind.FIXED),
                        new ServerAddress("203.0.113.7", ServerAddress.Kind.FLOATING),
                        new ServerAddress("2001:db8::7", ServerAddress.Kind.UNKNOWN)),
                server.typedAddresses());
    }

    @Test
    void readsAServerWhoseImageIsAnEmptyText() throws IOException {
        Server server = read("resp-server-nova-detail-doc.json", "server", Server.class);
        assertNull(server.image());
    }

    @Test
    void findsTheReasonInTheDeepestFailedSubJob() throws IOException {
        Job job = read("resp-job-fail-subjob.json", null, Job.class);

        assertTrue(job.failed());
        assertEquals("Ecs.0021", job.deepestFailure().errorCode());
        assertTrue(job.deepestFailure().reason().startsWith("Insufficient EVS disk quota"));
    }

    @Test
    void blamesTheJobItselfWhereNothingElseGivesAReason() throws IOException {
        Job job = read("resp-job-fail-null-reason.json", null, Job.class);
        assertSame(job, job.deepestFailure());
        assertNull(job.reason());
    }

    @Test
    void readsTheDocumentedJobWithSubJobs() throws IOException {
        Job job = read("resp-job-success-subjobs-doc.json", null, Job.class);
        assertEquals("SUCCESS", job.status());
        assertEquals("createServer", job.type());
        assertEquals("SUCCESS", job.subJobs().get(0).status());
    }

    @Test
    void readsRecordedJobs() throws IOException {
        Job running = read("resp-job-createServer-running.json", null, Job.class);
        assertEquals("RUNNING", running.status());
        assertEquals("RUNNING", running.subJobs().get(0).status());
        assertNull(running.errorCode());
        Job done = read("resp-job-serversAction-success.json", null, Job.class);
        assertEquals("serversAction", done.type());
        assertEquals("SUCCESS", done.status());
        assertNull(done.reason());
    }

    @Test
    void readsJobsWithLessOrMoreThanIsDocumented() throws IOException {
        assertEquals("INIT", read("resp-job-init-minimal.json", null, Job.class).status());
        assertEquals(
                List.of(), read("resp-job-init-minimal.json", null, Job.class).subJobs());
        assertTrue(!read("resp-job-unknown-status-and-fields.json", null, Job.class)
                .status()
                .isBlank());
    }

    private static <T> T read(String name, String field, Class<T> type) throws IOException {
        try (var in = AnswersTest.class.getResourceAsStream(name)) {
            JsonNode root = Json.MAPPER.readTree(in);
            return Json.MAPPER.treeToValue(field == null ? root : root.get(field), type);
        }
    }
}
