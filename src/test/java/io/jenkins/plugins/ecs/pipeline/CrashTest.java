package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.DetachedChanges;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The controller's process is killed around the request that destroys the disk, with a build at each of these moments; the cloud, in this process, counts what
 * it was sent.
 */
class CrashTest {

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private SimulatedCloud cloud;

    /** Where a build is when the process dies. */
    enum Moment {
        BETWEEN_REQUEST_AND_REPLY,
        WITH_THE_REPLY,
        AFTER_THE_REPLY
    }

    /** A build that will be met by the crash. */
    record Victim(Moment moment, FlowDurabilityHint durability) implements Serializable {

        static List<Victim> all() {
            return Stream.of(Moment.values())
                    .flatMap(moment -> Stream.of(
                            new Victim(moment, FlowDurabilityHint.MAX_SURVIVABILITY),
                            new Victim(moment, FlowDurabilityHint.PERFORMANCE_OPTIMIZED)))
                    .toList();
        }

        String name() {
            return moment + "-" + durability;
        }

        String server() {
            return UUID.nameUUIDFromBytes(name().getBytes()).toString();
        }

        String request() {
            return "/cloudservers/" + server() + "/changeos";
        }
    }

    /** What the controller tells of a build. */
    record Outcome(String result, String log, String jobId, String failure) implements Serializable {}

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofSeconds(1));
        Victim.all().forEach(victim -> cloud.region().addServer(victim.server(), "web", "SHUTOFF"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** As often as {@code -Dcrash.times} says: what depends on moments is worth more than one try. */
    static IntStream times() {
        return IntStream.range(0, Integer.getInteger("crash.times", 1));
    }

    @ParameterizedTest
    @MethodSource("times")
    void isSurvivedWithOneRequest(int time) throws Throwable {
        List<Faults.Held> withTheReply = new ArrayList<>();
        List<Faults.Held> others = new ArrayList<>();
        for (Victim victim : Victim.all()) {
            switch (victim.moment()) {
                case BETWEEN_REQUEST_AND_REPLY -> others.add(cloud.faults().hold("POST", victim.request()));
                case WITH_THE_REPLY -> withTheReply.add(cloud.faults().hold("POST", victim.request()));
                case AFTER_THE_REPLY -> others.add(cloud.faults().hold("GET", "/jobs/"));
            }
        }
        controller.startJenkins();
        controller.runRemotely(CrashTest::begin, cloud.endpoint());
        withTheReply.forEach(Faults.Held::awaitRequest);
        others.forEach(Faults.Held::awaitRequest);

        withTheReply.forEach(Faults.Held::release);
        controller.stopJenkinsForcibly();
        others.forEach(Faults.Held::release);

        controller.startJenkins();
        assertAll(Victim.all().stream()
                .map(victim -> () -> check(victim, controller.runRemotely(CrashTest::end, victim))));
    }

    private void check(Victim victim, Outcome outcome) {
        assertEquals(
                1,
                cloud.requests().stream()
                        .filter(request -> request.path().endsWith(victim.request()))
                        .count());
        assertEquals(Region.IMAGE, cloud.region().at(victim.server()).imageId());
        if (victim.durability() == FlowDurabilityHint.MAX_SURVIVABILITY) {
            assertEquals(Result.SUCCESS.toString(), outcome.result(), outcome.log());
        } else {
            // Pipeline itself does not go on from this durability; but nobody is left without a word of the server.
            assertEquals(Result.FAILURE.toString(), outcome.result(), outcome.log());
            assertThat(outcome.log(), containsString(outcome.failure()));
            assertThat(outcome.failure(), containsString("server web (" + victim.server() + ")"));
        }
        switch (victim.moment()) {
            case BETWEEN_REQUEST_AND_REPLY -> assertThat(outcome.log(), containsString("may have accepted"));
            case WITH_THE_REPLY -> {} // either will do
            case AFTER_THE_REPLY -> assertThat(outcome.log(), containsString(outcome.jobId()));
        }
    }

    private static void begin(JenkinsRule jenkins, String endpoint) throws Throwable {
        JenkinsScene.configure(endpoint);
        for (Victim victim : Victim.all()) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, victim.name());
            job.addProperty(new DurabilityHintJobProperty(victim.durability()));
            job.setDefinition(new CpsFlowDefinition(
                    "ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', pollSeconds: 1)"
                            .formatted(victim.server(), Region.IMAGE),
                    true));
            job.scheduleBuild2(0).waitForStart();
        }
    }

    private static Outcome end(JenkinsRule jenkins, Victim victim) throws Throwable {
        WorkflowRun run = jenkins.jenkins
                .getItemByFullName(victim.name(), WorkflowJob.class)
                .getBuildByNumber(1);
        jenkins.waitForCompletion(run);
        ExtensionList.lookupSingleton(DetachedChanges.Search.class).run();
        ChangeRecord change = JenkinsScene.awaitEnd(
                run.getAction(OsChangeAction.class).getChanges().get(0));
        return new Outcome(
                String.valueOf(run.getResult()),
                JenkinsRule.getLog(run),
                change.job() == null ? null : change.job().id(),
                change.failure() == null ? null : change.failure().message());
    }
}
