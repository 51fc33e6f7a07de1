package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nulls where lists and ids are expected are passed over. */
class HolesInAnswersTest {

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

    @Test
    void passesOverMissingSubJobs() throws IOException {
        Job job = Json.MAPPER.readValue("{\"status\":\"FAIL\",\"entities\":{\"sub_jobs\":[null]}}", Job.class);
        assertEquals(List.of(), job.subJobs());
        assertSame(job, job.deepestFailure());
    }
}
