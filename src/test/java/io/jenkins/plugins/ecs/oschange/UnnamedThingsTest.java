package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.FaultyCloud;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Answers that leave out what a lookup was made for do not make it again and again. */
class UnnamedThingsTest {

    @Test
    void changesToAnImageWithoutAName() throws IOException {
        try (Rig rig = new Rig()) {
            rig.cloud.region().image(Region.IMAGE).putNull("name");

            OsChange change = rig.run(rig.request());

            assertEquals(State.SUCCEEDED, change.state());
            assertThat(rig.log(), containsString("New image: " + Region.IMAGE));
        }
    }

    @Test
    void refusesAKeyPairOfWhichTheCloudNamesNoOwner() throws IOException {
        try (FaultyCloud cloud = FaultyCloud.withoutKeyOwner();
                FaultyRig rig = new FaultyRig(cloud, 1)) {
            OsChange change = rig.run(new ChangeRequest(Region.SERVER, Region.IMAGE));

            assertEquals(Kind.REFUSED, change.failure().kind());
            assertThat(change.failure().message(), containsString("specify the owner’s user ID"));
            assertThat(change.failure().message(), not(containsString("null")));
            assertEquals(0, cloud.changesThatMayHaveActed());
        }
    }
}
