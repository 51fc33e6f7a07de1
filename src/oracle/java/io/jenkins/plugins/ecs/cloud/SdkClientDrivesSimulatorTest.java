package io.jenkins.plugins.ecs.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.ecs.v2.EcsClient;
import com.huaweicloud.sdk.ecs.v2.model.ChangeServerOsWithCloudInitRequest;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobRequest;
import com.huaweicloud.sdk.ecs.v2.model.ShowJobResponse;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The vendor's own client finds in the simulated cloud what it expects of a real one. */
class SdkClientDrivesSimulatorTest {

    private final TestClock clock = new TestClock();
    private SimulatedCloud cloud;

    @BeforeEach
    void startTheCloudAtTheRealTime() throws IOException {
        // The SDK dates its requests by the machine's clock, and the cloud refuses what is more than 15 minutes off.
        clock.pass(Duration.between(clock.instant(), Instant.now()));
        cloud = new SimulatedCloud(clock).jobsTake(Duration.ofMinutes(5));
    }

    @AfterEach
    void stopTheCloud() {
        cloud.close();
    }

    @Test
    void changesAnOsAndFollowsTheJob() {
        EcsClient client = client(SimulatedCloud.ACCESS_KEY.secret().reveal());

        String job = client.changeServerOsWithCloudInit(change()).getJobId();

        ShowJobResponse begun = job(client, job);
        assertEquals(job, begun.getJobId());
        assertEquals(ShowJobResponse.StatusEnum.INIT, begun.getStatus());
        clock.pass(Duration.ofMinutes(2));
        assertEquals(ShowJobResponse.StatusEnum.RUNNING, job(client, job).getStatus());
        clock.pass(Duration.ofMinutes(4));
        ShowJobResponse ended = job(client, job);
        assertEquals(ShowJobResponse.StatusEnum.SUCCESS, ended.getStatus());
        assertEquals(
                Region.SERVER,
                ended.getEntities().getSubJobs().get(0).getEntities().getServerId());
        assertEquals(Region.IMAGE, cloud.region().at(Region.SERVER).imageId());
        assertEquals(1, cloud.changeRequests());
        System.out.println("ORACLE SDK client: job " + job + " INIT, RUNNING, SUCCESS");
    }

    @Test
    void isRefusedWithAnotherSecretKey() {
        EcsClient client = client("another");

        var refusal = assertThrows(ClientRequestException.class, () -> client.changeServerOsWithCloudInit(change()));

        assertEquals(401, refusal.getHttpStatusCode());
        assertEquals("APIGW.0301", refusal.getErrorCode());
    }

    private static ChangeServerOsWithCloudInitRequest change() {
        return new ChangeServerOsWithCloudInitRequest()
                .withServerId(Region.SERVER)
                .withBody(body -> body.withOsChange(os -> os.withImageid(Region.IMAGE)
                        .withKeyname(Region.KEY_PAIR)
                        .withUserid(SimulatedCloud.USER)
                        .withMetadata(metadata -> metadata.withByol("true"))));
    }

    private static ShowJobResponse job(EcsClient client, String id) {
        return client.showJob(new ShowJobRequest().withJobId(id));
    }

    private EcsClient client(String secret) {
        return EcsClient.newBuilder()
                .withHttpConfig(HttpConfig.getDefaultHttpConfig())
                .withCredential(new BasicCredentials()
                        .withAk(SimulatedCloud.ACCESS_KEY.id())
                        .withSk(secret)
                        .withProjectId(SimulatedCloud.PROJECT))
                .withEndpoints(List.of(cloud.endpoint()))
                .build();
    }
}
