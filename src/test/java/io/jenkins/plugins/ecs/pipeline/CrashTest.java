package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.UnwatchedChanges;
import io.jenkins.plugins.ecs.simulator.Faults;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The controller's process is killed around the request that destroys the disk; the cloud, in this process, counts what it was sent. */
class CrashTest {

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private SimulatedCloud cloud;

    /** When the process dies. */
    enum Moment {
        BETWEEN_REQUEST_AND_REPLY,
        WITH_THE_REPLY,
        AFTER_THE_REPLY
    }

    /** What the controller tells of the build. */
    record Outcome(String result, String log, String jobId, String failure) implements Serializable {}

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** As often as {@code -Dcrash.times} says: what depends on moments is worth more than one try. */
    static Stream<Arguments> everyMomentAtBothDurabilities() {
        return IntStream.range(0, Integer.getInteger("crash.times", 1))
                .boxed()
                .flatMap(time -> Arrays.stream(Moment.values()))
                .flatMap(moment -> Stream.of(
                        Arguments.of(moment, FlowDurabilityHint.MAX_SURVIVABILITY),
                        Arguments.of(moment, FlowDurabilityHint.PERFORMANCE_OPTIMIZED)));
    }

    @ParameterizedTest
    @MethodSource("everyMomentAtBothDurabilities")
    void isSurvivedWithOneRequest(Moment moment, FlowDurabilityHint durability) throws Throwable {
        Faults.Held reply = cloud.faults().hold("POST", "/changeos");
        Faults.Held firstLook = cloud.faults().hold("GET", "/jobs/");
        controller.startJenkins();
        controller.runRemotely(CrashTest::begin, cloud.endpoint(), durability);
        reply.awaitRequest();
        if (moment == Moment.BETWEEN_REQUEST_AND_REPLY) {
            controller.stopJenkinsForcibly();
        }
        reply.release();
        if (moment == Moment.AFTER_THE_REPLY) {
            firstLook.awaitRequest();
        }
        controller.stopJenkinsForcibly();
        firstLook.release();

        controller.startJenkins();
        Outcome outcome = controller.runRemotely(CrashTest::end);

        assertEquals(1, cloud.changeRequests());
        assertEquals(Region.IMAGE, cloud.region().at(Region.SERVER).imageId());
        if (durability == FlowDurabilityHint.MAX_SURVIVABILITY) {
            assertEquals(Result.SUCCESS.toString(), outcome.result(), outcome.log());
        } else {
            // Pipeline itself does not go on from this durability; but nobody is left without a word of the server.
            assertEquals(Result.FAILURE.toString(), outcome.result(), outcome.log());
            assertThat(outcome.log(), containsString(outcome.failure()));
            assertThat(outcome.failure(), containsString("server web-1 (" + Region.SERVER + ")"));
        }
        if (moment == Moment.AFTER_THE_REPLY) {
            assertThat(outcome.log(), containsString("job " + outcome.jobId()));
        } else if (moment == Moment.BETWEEN_REQUEST_AND_REPLY) {
            assertThat(outcome.log(), containsString("not known whether the cloud"));
        }
    }

    private static void begin(JenkinsRule jenkins, String endpoint, FlowDurabilityHint durability) throws Throwable {
        JenkinsScene.configure(endpoint);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "re-image");
        job.addProperty(new DurabilityHintJobProperty(durability));
        job.setDefinition(new CpsFlowDefinition(
                "ecsChangeOs(serverId: '%s', imageId: '%s', keyCredentialId: 'web-login', pollSeconds: 1)"
                        .formatted(Region.SERVER, Region.IMAGE),
                true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static Outcome end(JenkinsRule jenkins) throws Throwable {
        WorkflowRun run =
                jenkins.jenkins.getItemByFullName("re-image", WorkflowJob.class).getBuildByNumber(1);
        jenkins.waitForCompletion(run);
        ExtensionList.lookupSingleton(UnwatchedChanges.Search.class).run();
        OsChange change = JenkinsScene.awaitEnd(
                run.getAction(OsChangeAction.class).getChanges().get(0));
        return new Outcome(
                String.valueOf(run.getResult()),
                JenkinsRule.getLog(run),
                change.job() == null ? null : change.job().id(),
                change.failure() == null ? null : change.failure().message());
    }
}
