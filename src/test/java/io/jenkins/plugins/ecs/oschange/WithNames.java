package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Changes of servers and images by name: server web-1, and image golden-7 beside those of the region. */
abstract class WithNames {

    static final String OTHER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    static final String NEWER = "0000000a-73ad-429d-b6f2-543394740001";
    static final String NEWEST = "0000000b-73ad-429d-b6f2-543394740002";

    Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
        image(NEWER, "golden-7", "2026-02-01T00:00:00Z");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    void image(String id, String name, String created) {
        rig.cloud.region().addImage(id, name);
        rig.cloud.region().image(id).put("created_at", created);
    }

    static ChangeRequest named(String server, String image) {
        return new ChangeRequest(null, null).serverName(server).imageName(image);
    }

    List<String> sent() {
        return rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith("/changeos"))
                .map(SimulatedCloud.Request::body)
                .toList();
    }

    OsChange refused(ChangeRequest request, String words) {
        OsChange change = rig.run(request);
        assertEquals(State.FAILED, change.state(), rig.log());
        assertEquals(Kind.REFUSED, change.failure().kind());
        assertThat(change.failure().message(), containsString(words));
        assertTrue(sent().isEmpty());
        return change;
    }
}
