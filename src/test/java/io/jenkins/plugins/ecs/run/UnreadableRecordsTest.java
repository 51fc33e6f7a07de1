package io.jenkins.plugins.ecs.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.freestyle.EcsChangeOsBuilder;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

/** A record that cannot be read holds the turn of its server, and is told of: nobody knows what was sent. */
class UnreadableRecordsTest extends WithScene {

    private static final String RECORD = "<os-change><version>1</version><site/><record>%s</record></os-change>";

    private FreeStyleProject job;
    private FreeStyleBuild build;

    @BeforeEach
    void build() throws Exception {
        job = jenkins.createFreeStyleProject("first");
        build = jenkins.buildAndAssertSuccess(job);
    }

    private static ChangeRecord record(String id, State state) {
        ChangeRecord record = new ChangeRecord(id, new ChangeRequest(null, Region.IMAGE).serverName("server-of-" + id));
        record.foundServer(Region.SERVER);
        record.enter(state, Instant.now());
        return record;
    }

    private File file(String id) {
        return KeptChange.file(build.getRootDir(), id);
    }

    /** Of a build that is loaded and has another change that can be read. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdTheTurnOfTheirServer(boolean gone) throws Exception {
        Records.add(build, record("other", State.SUCCEEDED));
        ChangeRecord unreadable = record("unreadable", State.SUBMITTED);
        Records.queue(job, 1, unreadable);
        ServerQueue.get().keep(unreadable, build);
        if (gone) {
            Files.delete(file("unreadable").toPath());
        } else {
            Files.writeString(file("unreadable").toPath(), "<os-cha");
        }
        Run<?, ?> next = FrontEnd.PIPELINE.start(jenkins.jenkins, JenkinsScene.parameters());
        jenkins.waitForMessage("whose record cannot be read", next);
        ServerQueue.get().sweep();

        assertThat(ChangeInFlight.all(), hasSize(2));
        assertNull(ChangeInFlight.all().get(0).summary());
        assertTrue(ChangeInFlight.all().get(0).isStuck());
        assertEquals(0, scene.cloud.changeRequests());
        assertThat(page("manage/ecs-os-changes/"), containsString("Record unreadable"));

        assertEquals(QueueRelease.Result.RELEASED, QueueRelease.release(Region.SERVER, "unreadable", "admin"));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(next));
        assertEquals(1, scene.cloud.changeRequests());
    }

    @Test
    void areToldOnThePages() throws Exception {
        for (String content : List.of(
                "",
                "<os-change plugin='ecs-cha",
                "<string>hello</string>",
                "<os-change><version>1</version><site/></os-change>",
                RECORD.formatted("<id>unreadable</id><state>SUBMITTED</state>"),
                RECORD.formatted("<id>another</id><request><serverId>a</serverId><imageId>b</imageId></request>"),
                RECORD.formatted("<id>unreadable</id>" + " ".repeat(5 << 20)
                        + "<request><serverId>a</serverId><imageId>b</imageId></request>"),
                RECORD.formatted("<request><serverId>a</serverId><imageId>b</imageId></request>"))) {
            job = jenkins.createFreeStyleProject();
            build = jenkins.buildAndAssertSuccess(job);
            unreadable(content);
            assertThat(page(build.getUrl()), containsString("cannot be read: 1."));
            String page = page(build.getUrl() + "ecs-os-changes/");
            assertThat(page, containsString("cannot be read: 1."));
            assertThat(page, not(containsString("This build has no OS changes yet.")));
            String history = page(job.getUrl() + "ecs-servers/");
            assertThat(history, containsString("The records of these builds cannot be read: #1"));
            assertThat(history, not(containsString("No build of this job")));
        }
    }

    @Test
    void hideNoOtherOnes() throws Exception {
        unreadable("<os-cha");
        Records.add(build, record("good", State.SUCCEEDED));
        String page = page(build.getUrl() + "ecs-os-changes/");
        assertThat(page, containsString("cannot be read: 1."));
        assertThat(page, containsString("server-of-good"));
        JSONObject told =
                jenkins.getJSON(build.getUrl() + "ecs-os-changes/api/json").getJSONObject();
        assertEquals(1, told.getInt("unreadable"));
        assertEquals(1, told.getJSONArray("changes").size());

        ChangeRecord repaired = record("unreadable", State.SUCCEEDED);
        Records.queue(job, 1, repaired);
        assertEquals(0, RunChanges.in(build).unreadable());
        assertEquals(2, RunChanges.in(build).records().size());
    }

    private void unreadable(String content) throws IOException {
        RunChanges.begin(build);
        Files.createDirectories(file("unreadable").getParentFile().toPath());
        Files.writeString(file("unreadable").toPath(), content);
        job._getRuns().purgeCache();
        build = job.getBuildByNumber(1);
    }

    @Test
    void areSearchedForInAllBuildsThatMayHaveAnUnfinishedChange() throws Exception {
        ChangeRecord left = record(UUID.randomUUID().toString(), State.SUBMITTED);
        Records.add(build, left);
        File numbers = new File(job.getRootDir(), "ecs-os-changes.txt");
        Files.writeString(
                numbers.toPath(),
                IntStream.range(1, 100).mapToObj(String::valueOf).collect(Collectors.joining("\n")));
        assertThat(LostQueues.of(Region.SERVER), hasSize(1));
        // Whatever else was written among them: the page is there.
        Files.write(numbers.toPath(), "\u00ff\u0000\n1\n-7\n99999999999\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(page(job.getUrl() + "ecs-servers/"), containsString("server-of-" + left.id()));
    }

    @Test
    void sendNothingWhereTheyCannotBeWritten() throws Exception {
        FreeStyleProject full = jenkins.createFreeStyleProject();
        full.getBuildersList().add(new FullDisk());
        full.getBuildersList().add(new EcsChangeOsBuilder(JenkinsScene.parameters()));
        FreeStyleBuild failed = jenkins.buildAndAssertStatus(Result.FAILURE, full);
        jenkins.assertLogContains("the record of this change could not be written to disk", failed);
        jenkins.assertLogNotContains("\tat ", failed);
        jenkins.assertLogNotContains(failed.getRootDir().getPath(), failed);
        assertEquals(0, scene.cloud.requestCount());
        assertThat(ChangeInFlight.all(), hasSize(0));
    }

    /** Has no folder made for the records of its build. */
    public static final class FullDisk extends TestBuilder {
        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws IOException {
            Files.writeString(build.getRootDir().toPath().resolve(KeptChange.FOLDER), "full");
            return true;
        }
    }

    private String page(String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.goTo(path).getBody().getTextContent().replaceAll("\\s+", " ");
        }
    }
}
