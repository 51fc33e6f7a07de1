package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Nulls where lists and ids are expected are passed over. */
class HolesInAnswersTest {

    private static final String SERVER = "616fb98f-46ca-475e-917e-2563e5a8cd19";
    private static final String IMAGE = "e215580f-73ad-429d-b6f2-5433947433b0";

    @Test
    void passesOverMissingVolumes() throws IOException {
        Server server = Json.MAPPER.readValue(
                "{\"os-extended-volumes:volumes_attached\":[null,\"\",{\"bootIndex\":\"0\"},{\"bootIndex\":\"0\",\"id\":\"v\"}]}",
                Server.class);
        assertEquals("v", server.systemVolumeId());
    }

    @Test
    void hasNoSystemVolumeWhereItsIdIsMissing() throws IOException {
        Server server = Json.MAPPER.readValue(
                "{\"os-extended-volumes:volumes_attached\":[{\"bootIndex\":\"0\"}]}", Server.class);
        assertNull(server.systemVolumeId());
    }

    @Test
    void passesOverMissingAddresses() throws IOException {
        Server server = Json.MAPPER.readValue(
                "{\"addresses\":{\"a\":null,\"b\":[null,{},{\"addr\":null},{\"addr\":\"192.0.2.1\"}]}}", Server.class);
        assertEquals(List.of("192.0.2.1"), server.addressList());
    }

    /** Nobody knows then whether there is nothing: an image would be made twice, a key pair be called missing. */
    @Test
    void takesNoAnswerWithoutItsListForAnEmptyOne() throws Exception {
        try (RecordedExchange cloud = new RecordedExchange()) {
            EcsClient client = cloud.client;
            List<Executable> lists = List.of(
                    () -> client.finder().servers(null, null),
                    () -> client.finder().images(null, null),
                    () -> client.image(IMAGE),
                    client::keyPairs,
                    () -> client.privateImages().named("undo"),
                    () -> client.privateImages().find(SERVER, "undo"));
            for (Executable list : lists) {
                cloud.answerText(200, "{}");
                NoAnswerException lost = assertThrows(NoAnswerException.class, list);
                assertEquals(FailureClass.LOST, lost.kind());
            }
        }
    }

    @Test
    void passesOverMissingSubJobs() throws IOException {
        Job job = Json.MAPPER.readValue("{\"status\":\"FAIL\",\"entities\":{\"sub_jobs\":[null]}}", Job.class);
        assertEquals(List.of(), job.subJobs());
        assertSame(job, job.deepestFailure());
    }
}
