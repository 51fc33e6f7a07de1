package io.jenkins.plugins.ecs.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * What a thousand waiting changes cost a controller, beside the {@code sleep} step as the floor and a step that blocks a thread. Prints {@code BENCH name=value
 * unit}; run it by {@code ./verify bench}, on an idle machine.
 */
class ScaleBenchmark {

    private static final int CHANGES = Integer.getInteger("bench.changes", 1000);
    private static final int BRANCHES = 10;
    private static final int POLL_SECONDS = Integer.getInteger("bench.poll", 3);
    private static final int CEILING = Integer.getInteger("bench.ceiling", 400);
    private static final int WATCHED_SECONDS = 20;

    /** Threads that served the start of the builds have gone by then. */
    private static final int SETTLING_SECONDS = Integer.getInteger("bench.settle", 70);

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** Here, since a test's extensions are found in its own class alone. */
    public static class Peer extends BlockingPeerStep {
        @DataBoundConstructor
        public Peer(String endpoint, String serverId, int pollSeconds) {
            super(endpoint, serverId, pollSeconds);
        }

        @TestExtension
        public static class DescriptorImpl extends BlockingPeerDescriptor {}
    }

    private CloudProcess cloud;
    private final BarChart chart = new BarChart();

    @BeforeEach
    void start() throws IOException {
        cloud = new CloudProcess(3 * CHANGES);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void measuresAThousandWaitingChanges() throws Throwable {
        sessions.then(jenkins -> {
            cost(jenkins, "sleep", CHANGES / BRANCHES, number -> "sleep 7200");
            kill(jenkins);
        });
        sessions.then(jenkins -> {
            cost(jenkins, "sleep_single", CHANGES, number -> "sleep 7200");
            kill(jenkins);
        });
        measureOurs("ours", CHANGES / BRANCHES, CHANGES);
        measureOurs("ours_single", CHANGES, 2 * CHANGES);
        // Last, since its threads outlive their builds.
        sessions.then(jenkins -> {
            cost(
                    jenkins,
                    "blocking",
                    CHANGES / BRANCHES,
                    number -> "blockingPeer endpoint: '" + cloud.endpoint() + "', serverId: '"
                            + CloudProcess.server(number) + "', pollSeconds: " + POLL_SECONDS);
            kill(jenkins);
        });
        Path file = Path.of("target", "bench", "scale.svg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, chart.svg());
        System.out.println("Chart: " + file);
    }

    private void measureOurs(String name, int builds, int firstServer) throws Throwable {
        int begun = cloud.changes();
        sessions.then(jenkins -> {
            JenkinsScene.configure(cloud.endpoint());
            EcsSite site = EcsSites.get().getSites().get(0);
            site.setRequestsPerSecond(CEILING);
            EcsSites.get().setSites(List.of(site));
            cost(
                    jenkins,
                    name,
                    builds,
                    number -> "ecsChangeOs serverId: '" + CloudProcess.server(firstServer + number) + "', imageId: '"
                            + Region.IMAGE + "', keyCredentialId: 'web-login', timeoutMinutes: 120, pollSeconds: "
                            + POLL_SECONDS);
        });
        int asked = cloud.requests();
        long restarted = System.nanoTime();
        sessions.then(jenkins -> {
            while (cloud.jobsLookedAt(asked) < CHANGES) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            print(name + "_restart_until_all_are_watched", (System.nanoTime() - restarted) / 1e9, "s");
            List<WorkflowRun> runs = runs(jenkins);
            cloud.finishWithin(30);
            for (WorkflowRun run : runs) {
                jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            }
            List<Double> delays =
                    runs.stream().flatMap(run -> delays(run).stream()).sorted().toList();
            assertEquals(CHANGES, delays.size());
            assertEquals(CHANGES, cloud.changes() - begun, "changes begun in the cloud");
            print(name + "_succeeded_after_restart", delays.size(), "");
            print(name + "_sent_twice", cloud.changes() - begun - CHANGES, "");
            print(name + "_poll_interval", POLL_SECONDS, "s");
            print(name + "_job_end_to_step_end_p50", delays.get(CHANGES / 2), "s");
            print(name + "_job_end_to_step_end_p99", delays.get(CHANGES * 99 / 100), "s");
        });
    }

    /** Starts the builds, waits until all their steps wait, and prints what that costs. */
    private void cost(JenkinsRule jenkins, String name, int builds, IntFunction<String> step) throws Exception {
        int branches = CHANGES / builds;
        List<WorkflowJob> jobs = new ArrayList<>();
        for (int i = 0; i < builds; i++) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, name + "-" + i);
            int first = i * branches;
            String script = branches == 1
                    ? step.apply(first)
                    : IntStream.range(first, first + branches)
                            .mapToObj(number -> "'b" + number + "': { " + step.apply(number) + " }")
                            .collect(Collectors.joining(", ", "parallel ", ""));
            job.setDefinition(new CpsFlowDefinition(script, true));
            jobs.add(job);
        }
        Gauge before = Gauge.read();
        for (WorkflowJob job : jobs) {
            job.scheduleBuild2(0);
        }
        awaitAllWaiting(jenkins);
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        Gauge waiting = Gauge.read();
        int asked = cloud.requests();
        TimeUnit.SECONDS.sleep(WATCHED_SECONDS);
        int requests = cloud.requests() - asked;
        Gauge later = Gauge.read();
        int threads = Math.max(waiting.threads(), later.threads()) - before.threads();
        double heap = (later.heapBytes() - before.heapBytes()) / 1024.0 / CHANGES;
        print(name + "_waiting", CHANGES, "");
        print(name + "_extra_threads", threads, "");
        print(name + "_heap_per_change", heap, "KiB");
        print(name + "_cpu_while_waiting", later.cpuPercentSince(waiting), "% of a core");
        print(name + "_requests", requests / ((later.nanos() - waiting.nanos()) / 1e9), "requests/s");
        chart.add(name, threads, heap);
    }

    private void awaitAllWaiting(JenkinsRule jenkins) throws Exception {
        while (waitingSteps() < CHANGES || runs(jenkins).stream().anyMatch(run -> !sent(run))) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static int waitingSteps() throws Exception {
        AtomicInteger count = new AtomicInteger();
        StepExecution.acceptAll(StepExecution.class, execution -> {
                    if (!execution.getClass().getSimpleName().startsWith("Parallel")) {
                        count.incrementAndGet();
                    }
                })
                .get();
        return count.get();
    }

    /** Whether all changes of this build, where it makes any, are with the cloud. */
    private static boolean sent(Run<?, ?> run) {
        OsChangeAction record = run.getAction(OsChangeAction.class);
        return record == null || record.getChanges().stream().allMatch(change -> change.state() == State.SUBMITTED);
    }

    /** How long after the end of its job each step ended, in seconds. */
    private static List<Double> delays(WorkflowRun run) {
        List<FlowNode> nodes = new DepthFirstScanner().allNodes(run.getExecution());
        List<Double> delays = new ArrayList<>();
        for (FlowNode next : nodes) {
            for (FlowNode step : next.getParents()) {
                LabelAction label = step.getAction(LabelAction.class);
                if (label != null && step.getDisplayFunctionName().startsWith("ecsChangeOs")) {
                    Instant jobEnd = Instant.parse(
                            change(run, label.getDisplayName()).job().endTime());
                    Instant stepEnd = Instant.ofEpochMilli(TimingAction.getStartTime(next));
                    delays.add(Duration.between(jobEnd, stepEnd).toMillis() / 1000.0);
                }
            }
        }
        return delays;
    }

    private static ChangeRecord change(WorkflowRun run, String label) {
        return run.getAction(OsChangeAction.class).getChanges().stream()
                .filter(change -> label.contains(change.request().serverId()))
                .findFirst()
                .orElseThrow();
    }

    private static List<WorkflowRun> runs(JenkinsRule jenkins) {
        return jenkins.jenkins.getAllItems(WorkflowJob.class).stream()
                .map(WorkflowJob::getLastBuild)
                .filter(run -> run != null && run.isBuilding())
                .toList();
    }

    private static void kill(JenkinsRule jenkins) throws Exception {
        for (WorkflowRun run : runs(jenkins)) {
            run.doKill();
        }
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "BENCH %s=%.2f %s%n", name, value, unit);
    }
}
