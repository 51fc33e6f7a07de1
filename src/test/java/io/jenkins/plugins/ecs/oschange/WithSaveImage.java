package io.jenkins.plugins.ecs.oschange;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ecs.oschange.record.ChangeFailure.Kind;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Deed;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Changes that save the system disk first, and what became of them. */
abstract class WithSaveImage {

    static final String NAME = "undo-web-1 42";
    static final String ORDER = "/cloudimages/action";

    Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new Rig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    ChangeRequest request() {
        return rig.request().saveImageAs(NAME);
    }

    long orders() {
        return requests(ORDER);
    }

    long requests(String pathEnd) {
        return rig.cloud.requests().stream()
                .filter(request -> request.path().endsWith(pathEnd))
                .count();
    }

    List<Deed> images() {
        return rig.cloud.audit().ourImages();
    }

    void assertSavedAndChanged(OsChange change) {
        assertEquals(State.SUCCEEDED, change.state(), rig.log());
        assertEquals(1, images().size(), rig.log());
        Deed image = images().get(0);
        assertEquals(image.newDisk(), change.record().image().imageId());
        Deed os = rig.cloud.audit().ourChanges().get(0);
        assertTrue(!os.at().isBefore(image.ended()), "the request left before the image was there");
        assertEquals(image.disk(), os.disk());
    }

    void assertNothingChanged(OsChange change, String words) {
        assertEquals(Kind.REFUSED, change.failure().kind(), rig.log());
        assertThat(
                change.failure().message(), containsString("OS of server web-1 (" + Region.SERVER + ") not changed"));
        assertThat(change.failure().message(), containsString(words));
        assertEquals(0, rig.cloud.changeRequests());
    }
}
