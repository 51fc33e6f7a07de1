package io.jenkins.plugins.ecs.scale;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.Records;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** How long the page of all changes takes with a thousand rows, half of them in flight in builds that are not loaded, and with a thousand outcomes. Prints {@code BENCH name=value unit}. */
@WithJenkins
class ChangeListBenchmark {

    private static final String PAGE = "manage/ecs-os-changes/";

    @Test
    void measuresAThousandRows(JenkinsRule jenkins) throws Exception {
        try (JenkinsScene scene = new JenkinsScene()) {
            FreeStyleProject job = jenkins.createFreeStyleProject("job");
            jenkins.buildAndAssertSuccess(job);
            Records.stopSweeping();
            for (int i = 0; i < 500; i++) {
                Records.outcome("job", 1, record(i, i % 5 == 0 ? State.FAILED : State.SUCCEEDED));
                Records.queue(job, 1, record(i, State.PREPARING));
            }
            measure(jenkins, "half_in_flight");
            for (int i = 0; i < 1000; i++) {
                Records.outcome("job", 1, record(i, i % 5 == 0 ? State.FAILED : State.SUCCEEDED));
            }
            measure(jenkins, "500_in_flight_1000_outcomes");
        }
    }

    private static void measure(JenkinsRule jenkins, String what) throws Exception {
        for (String page : List.of("", "fragment", "api/json")) {
            PageTime time = PageTime.of(jenkins.getURL() + PAGE + page);
            String name = "all_changes_" + what + '_' + (page.isEmpty() ? "page" : page.replace("api/", ""));
            Parts.print(name + "_first", time.first(), "s");
            Parts.print(name + "_median", time.median(), "s");
            Parts.print(name + "_size", time.kib(), "KiB");
        }
    }

    private static ChangeRecord record(int number, State state) {
        ChangeRecord record = new ChangeRecord(
                UUID.randomUUID().toString(),
                new ChangeRequest(null, Region.IMAGE).site("simulated").serverName("web-" + number));
        record.foundServer(UUID.randomUUID().toString());
        record.enter(State.PREPARING, Instant.now().minusSeconds(90));
        if (state == State.FAILED) {
            record.failure(new ChangeFailure(ChangeFailure.Kind.FAILED, "Insufficient EVS disk quota."));
        }
        record.enter(state, Instant.now());
        return record;
    }
}
