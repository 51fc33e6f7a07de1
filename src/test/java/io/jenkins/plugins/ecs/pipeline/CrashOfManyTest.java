package io.jenkins.plugins.ecs.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.DetachedChanges;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.run.TimeLapse;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** The controller's process is killed while the branches of a build start, each with a server of its own: some have sent their requests, some have not even begun. */
class CrashOfManyTest {

    private static final int BRANCHES = Integer.getInteger("crash.branches", 40);

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private SimulatedCloud cloud;

    record Asked(FlowDurabilityHint durability, int branches, String endpoint) implements Serializable {
        String server(int branch) {
            return UUID.nameUUIDFromBytes((durability + "-" + branch).getBytes())
                    .toString();
        }
    }

    record Outcome(String result, String log, boolean over) implements Serializable {}

    @BeforeEach
    void start() throws IOException {
        cloud = new SimulatedCloud(Clock.systemUTC()).jobsTake(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** As often as {@code -Dcrash.times} says. */
    static List<Integer> times() {
        return IntStream.range(0, Integer.getInteger("crash.times", 1)).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("times")
    void sendsOneRequestForEach(int time) throws Throwable {
        List<Asked> both = List.of(
                new Asked(FlowDurabilityHint.MAX_SURVIVABILITY, BRANCHES, cloud.endpoint()),
                new Asked(FlowDurabilityHint.PERFORMANCE_OPTIMIZED, BRANCHES, cloud.endpoint()));
        for (Asked asked : both) {
            IntStream.range(0, BRANCHES).forEach(i -> cloud.region().addServer(asked.server(i), "web", "SHUTOFF"));
        }
        controller.startJenkins();
        for (Asked asked : both) {
            controller.runRemotely(CrashOfManyTest::begin, asked);
        }
        assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            while (cloud.changeRequests() < BRANCHES / 4) {
                Thread.sleep(1);
            }
        });
        controller.stopJenkinsForcibly();
        System.out.printf("Crash %d: %d of %d changes had been sent%n", time, cloud.changeRequests(), 2 * BRANCHES);
        controller.startJenkins();
        for (Asked asked : both) {
            Outcome outcome = controller.runRemotely(CrashOfManyTest::end, asked);
            boolean survives = asked.durability() == FlowDurabilityHint.MAX_SURVIVABILITY;
            assertEquals(String.valueOf(survives ? Result.SUCCESS : Result.FAILURE), outcome.result(), outcome.log());
            assertTrue(outcome.over(), outcome.log());
            for (int i = 0; i < BRANCHES; i++) {
                String server = asked.server(i);
                long sent = cloud.requests().stream()
                        .filter(request -> request.path().endsWith("/cloudservers/" + server + "/changeos"))
                        .count();
                assertThat(sent, lessThanOrEqualTo(1L));
                if (survives) {
                    assertEquals(Region.IMAGE, cloud.region().at(server).imageId());
                }
            }
        }
    }

    private static void begin(JenkinsRule jenkins, Asked asked) throws Throwable {
        if (jenkins.jenkins.getItems().isEmpty()) {
            JenkinsScene.configure(asked.endpoint());
        }
        WorkflowJob job =
                jenkins.createProject(WorkflowJob.class, asked.durability().name());
        job.addProperty(new DurabilityHintJobProperty(asked.durability()));
        String servers =
                IntStream.range(0, asked.branches()).mapToObj(asked::server).collect(Collectors.joining(","));
        job.setDefinition(new CpsFlowDefinition("""
                def branches = [:]
                for (String each : '%s'.split(',')) {
                    def server = each
                    branches[server] = { ecsChangeOs serverId: server, imageId: '%s', keyCredentialId: 'web-login', pollSeconds: 1 }
                }
                parallel branches
                """.formatted(servers, Region.IMAGE), true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static Outcome end(JenkinsRule jenkins, Asked asked) throws Throwable {
        WorkflowRun run = jenkins.jenkins
                .getItemByFullName(asked.durability().name(), WorkflowJob.class)
                .getBuildByNumber(1);
        try (TimeLapse lapse = new TimeLapse()) {
            jenkins.waitForCompletion(run);
        }
        ExtensionList.lookupSingleton(DetachedChanges.Search.class).run();
        OsChangeAction action = run.getAction(OsChangeAction.class);
        List<ChangeRecord> changes = action == null ? List.of() : action.getChanges();
        changes.forEach(JenkinsScene::awaitEnd);
        return new Outcome(
                String.valueOf(run.getResult()),
                JenkinsRule.getLog(run),
                changes.stream().allMatch(change -> change.state().ended()));
    }
}
