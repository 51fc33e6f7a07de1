package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.Run;
import io.jenkins.plugins.ecs.cloud.Job;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.JobReport;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.UsualDuration;
import io.jenkins.plugins.ecs.simulator.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a controller learns of how long cloud jobs take, and where it is told. */
class LearnedDurationsTest extends WithScene {

    @ParameterizedTest
    @EnumSource
    void areToldToTheNextChange(FrontEnd frontEnd) throws Exception {
        scene.cloud.jobsTake(Duration.ofSeconds(3));
        Run<?, ?> first = jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));
        assertNull(RunChanges.in(first).records().get(0).usual());
        scene.cloud.region().at(Region.SERVER).json().put("status", "SHUTOFF");

        Run<?, ?> second = jenkins.assertBuildStatusSuccess(frontEnd.run(jenkins, JenkinsScene.parameters()));

        jenkins.assertLogContains("s, usually about 5 s)", second);
        assertEquals(3, RunChanges.in(second).records().get(0).usual().seconds(), 0.1);
    }

    private static ChangeRecord ended(State how) {
        ChangeRecord record = new ChangeRecord("test", new ChangeRequest(Region.SERVER, Region.IMAGE));
        String begin = "2026-01-15T08:30:00.000Z";
        record.job(new JobReport(
                "job", new Job("SUCCESS", "job", "change", begin, "2026-01-15T08:31:15.000Z", null, null, null)));
        record.enter(how, Instant.now());
        return record;
    }

    @Test
    void surviveTheController() throws Exception {
        NotedSite site = new NotedSite(scene.site(), null);
        ChangeRecord change = ended(State.SUCCEEDED);
        LearnedDurations.get().learn(site, change);
        LearnedDurations.get().learn(site, change);

        UsualDuration usual = new LearnedDurations().usual(site, change);

        assertNotNull(usual);
        assertEquals(75, usual.seconds(), 0.01);
        String kept = Files.readString(file());
        assertThat(kept, containsString("75000"));
        assertThat("once for the image and once for the site", kept.split("75000").length, lessThan(4));
        assertThat(kept, not(containsString("io.jenkins")));
    }

    @Test
    void comeOnlyFromChangesThatEndedWell() throws Exception {
        NotedSite site = new NotedSite(scene.site(), null);
        LearnedDurations.get().learn(site, ended(State.FAILED));
        ChangeRecord withoutTimes = ended(State.SUCCEEDED);
        withoutTimes.job(new JobReport("job", new Job("SUCCESS", "job", "change", "", null, null, null, null)));
        LearnedDurations.get().learn(site, withoutTimes);

        assertNull(LearnedDurations.get().usual(site, withoutTimes));
        assertFalse(Files.exists(file()));
    }

    @Test
    void beginAnewWhereTheFileCannotBeRead() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file(), "<durations><version>1</version><lines><of><site>x</site><milliseconds>a b</milliseconds>");

        assertNull(new LearnedDurations().usual(new NotedSite(scene.site(), null), ended(State.SUCCEEDED)));
    }

    private Path file() {
        return jenkins.jenkins.getRootDir().toPath().resolve("ecs-change-os/durations.xml");
    }
}
