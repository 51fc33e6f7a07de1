package io.jenkins.plugins.ecs.scale;

import static io.jenkins.plugins.ecs.scale.Parts.print;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.ecs.run.JenkinsScene;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.site.EcsSite;
import io.jenkins.plugins.ecs.site.EcsSites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * What a thousand waiting changes cost a controller, in one build, in a hundred and in a thousand, beside the {@code sleep} step as the floor and a step that blocks a thread. Prints
 * {@code BENCH name=value unit}; run it by {@code ./verify bench}, on an idle machine.
 */
class ScaleBenchmark {

    private static final int CHANGES = Integer.getInteger("bench.changes", 1000);
    private static final int POLL_SECONDS = Integer.getInteger("bench.poll", 3);
    private static final int CEILING = Integer.getInteger("bench.ceiling", 400);
    private static final int WATCHED_SECONDS = 20;

    /** The names of the parts to be measured, with commas between; empty for all. */
    private static final String ONLY = System.getProperty("bench.parts", "");

    /** Threads that served the start of the builds have gone by then. */
    private static final int SETTLING_SECONDS = Integer.getInteger("bench.settle", 70);

    private static final Shape BUILDS_OF_TEN = new Shape("", CHANGES / 10);

    /** After these, most of what runs at each look has been compiled. */
    private static final int COMPILING_SECONDS = Integer.getInteger("bench.compile", 100);

    /** How many builds share the changes. */
    private static final List<Shape> SHAPES =
            List.of(new Shape("_one_build", 1), BUILDS_OF_TEN, new Shape("_single", CHANGES)).stream()
                    .limit(Integer.getInteger("bench.shapes", 3))
                    .toList();

    private record Shape(String ending, int builds, FlowDurabilityHint durability) {
        Shape(String ending, int builds) {
            this(ending, builds, FlowDurabilityHint.MAX_SURVIVABILITY);
        }
    }

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
    private int serversUsed;
    private final BarChart chart = new BarChart();
    private final LeftBuilds left = new LeftBuilds();
    private final Parts parts = new Parts();

    @BeforeEach
    void start() throws IOException {
        cloud = new CloudProcess((SHAPES.size() + 2) * CHANGES);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    /** A part that fails, or takes too long, is left out; the others are measured all the same. The most important ones come first. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void measuresAThousandWaitingChanges() throws Throwable {
        for (Shape shape : SHAPES) {
            Fleet sleep = fleet("sleep", shape);
            part(
                    sleep,
                    written -> session(jenkins -> {
                        waiting(jenkins, sleep, "sleep 7200", written);
                        left.addHeld(sleep.running(jenkins));
                        sleep.kill(jenkins);
                    }));
            Fleet ours = fleet("ours", shape);
            part(ours, written -> measureOurs(ours, written));
        }
        Fleet ending = fleet("sleep_ending", SHAPES.get(0));
        part(ending, written -> session(jenkins -> ending(jenkins, ending, written)));
        Fleet optimized = fleet("ours", new Shape("_optimized", 1, FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        part(optimized, written -> measureOurs(optimized, written));
        // Last, since its threads outlive their builds.
        Fleet blocking = fleet("blocking", BUILDS_OF_TEN);
        part(
                blocking,
                written -> session(jenkins -> {
                    String step = "blockingPeer endpoint: '" + cloud.endpoint() + "', serverId: server, pollSeconds: "
                            + POLL_SECONDS;
                    waiting(jenkins, blocking, step, written);
                    blocking.kill(jenkins);
                }));
        Path file = Path.of("target", "bench", "scale.svg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, chart.svg());
        System.out.println("Chart: " + file);
        assertEquals(List.of(), parts.failed());
    }

    private void part(Fleet fleet, Parts.Part part) throws IOException {
        if (ONLY.isEmpty() || List.of(ONLY.split(",")).contains(fleet.name())) {
            measure(fleet, part);
        }
    }

    private void measure(Fleet fleet, Parts.Part part) throws IOException {
        if (!parts.measure(fleet.name(), part)) {
            cloud.finishWithin(1);
        }
    }

    /** Another Jenkins, without the jobs of those before. */
    private void session(JenkinsSessionExtension.Step step) throws Throwable {
        sessions.then(jenkins -> {
            Fleet.clear(jenkins);
            step.run(jenkins);
        });
    }

    private void awaitSuccess(JenkinsRule jenkins, List<WorkflowRun> runs) throws Exception {
        for (WorkflowRun run : runs) {
            parts.await("end of " + run, () -> !run.isBuilding());
            jenkins.assertBuildStatusSuccess(run);
        }
    }

    private Fleet fleet(String kind, Shape shape) {
        Fleet fleet = new Fleet(kind + shape.ending(), shape.builds(), CHANGES, serversUsed, shape.durability());
        serversUsed += kind.startsWith("sleep") ? 0 : CHANGES;
        return fleet;
    }

    private void measureOurs(Fleet fleet, WrittenBytes written) throws Throwable {
        String name = fleet.name();
        int begun = cloud.changes();
        int sent = cloud.changeRequests();
        session(jenkins -> {
            JenkinsScene.configure(cloud.endpoint());
            EcsSite site = EcsSites.get().getSites().get(0);
            site.setRequestsPerSecond(CEILING);
            EcsSites.get().setSites(List.of(site));
            String step = "ecsChangeOs serverId: server, imageId: '" + Region.IMAGE
                    + "', keyCredentialId: 'web-login', timeoutMinutes: 120, pollSeconds: " + POLL_SECONDS;
            waiting(jenkins, fleet, step, written);
            written.count();
            if (fleet.builds() == 1) {
                pages(jenkins, name, fleet.running(jenkins).get(0));
            }
            left.add(fleet.running(jenkins));
        });
        int asked = cloud.requests();
        long restarted = System.nanoTime();
        sessions.then(jenkins -> {
            parts.await("first query of each cloud job", () -> cloud.jobsLookedAt(asked) >= CHANGES);
            print(name + "_restart_until_all_are_watched", (System.nanoTime() - restarted) / 1e9, "s");
            List<WorkflowRun> runs = fleet.running(jenkins);
            left.add(runs);
            long cpu = Gauge.cpuTime();
            cloud.finishWithin(30);
            awaitSuccess(jenkins, runs);
            print(name + "_cpu_of_ending_per_change", (Gauge.cpuTime() - cpu) / 1e6 / CHANGES, "ms");
            List<Double> delays = Fleet.delays(runs);
            assertEquals(CHANGES, delays.size());
            assertEquals(CHANGES, cloud.changes() - begun, "changes begun in the cloud");
            print(name + "_succeeded_after_restart", delays.size(), "");
            print(name + "_sent_twice", cloud.changeRequests() - sent - CHANGES, "");
            print(name + "_poll_interval", POLL_SECONDS, "s");
            print(name + "_job_end_to_step_end_p50", delays.get(CHANGES / 2), "s");
            print(name + "_job_end_to_step_end_p99", delays.get(CHANGES * 99 / 100), "s");
        });
        written.pause();
        written.print(name + "_written_per_change", CHANGES);
    }

    /** What Pipeline itself writes for branches that end one by one within half a minute. */
    private void ending(JenkinsRule jenkins, Fleet fleet, WrittenBytes written) throws Exception {
        List<WorkflowJob> jobs = fleet.create(jenkins, "sleep 60 + number % 30");
        long cpu = Gauge.cpuTime();
        written.count();
        List<WorkflowRun> runs = new ArrayList<>();
        for (WorkflowJob job : jobs) {
            runs.add(job.scheduleBuild2(0).waitForStart());
        }
        awaitSuccess(jenkins, runs);
        print(fleet.name() + "_cpu_of_life_per_change", (Gauge.cpuTime() - cpu) / 1e6 / CHANGES, "ms");
        written.pause();
        written.print(fleet.name() + "_written_per_change", CHANGES);
    }

    /** Starts the builds, waits until all their steps wait, and prints what that costs. */
    private void waiting(JenkinsRule jenkins, Fleet fleet, String step, WrittenBytes written) throws Exception {
        String name = fleet.name();
        left.await();
        // So that what is loaded once counts for none of them.
        fleet.warmUp(jenkins, name.startsWith("ours") ? step + ", dryRun: true" : "sleep 1");
        List<WorkflowJob> jobs = fleet.create(jenkins, step);
        Gauge before = Gauge.read();
        long leftBefore = left.count();
        long began = System.nanoTime();
        written.count();
        for (WorkflowJob job : jobs) {
            job.scheduleBuild2(0);
        }
        parts.await("each step", () -> fleet.allWait(jenkins, name.startsWith("ours")));
        print(name + "_start", (System.nanoTime() - began) / 1e9, "s");
        print(name + "_cpu_of_start_per_change", (Gauge.cpuTime() - before.cpuNanos()) / 1e6 / CHANGES, "ms");
        written.pause();
        written.print(name + "_written_at_start_per_change", CHANGES);
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        Gauge waiting = Gauge.read();
        watch(name, waiting);
        Gauge later = Gauge.read();
        int threads = Math.max(waiting.threads(), later.threads()) - before.threads();
        double heap = (later.heapBytes() - before.heapBytes()) / 1024.0 / CHANGES;
        print(name + "_waiting", CHANGES, "");
        print(name + "_extra_threads", threads, "");
        // Else what was freed meanwhile would be taken off.
        print(name + "_heap_per_change", left.count() == leftBefore ? heap : Double.NaN, "KiB");
        if (fleet.builds() == 1) {
            TimeUnit.SECONDS.sleep(COMPILING_SECONDS);
            watch(name + "_later", Gauge.read());
        }
        chart.add(name, threads, heap);
    }

    /** What waiting costs from then on. No garbage is collected meanwhile for the sake of measuring, since that would cost more than the waiting does. */
    private void watch(String name, Gauge then) throws InterruptedException, IOException {
        int asked = cloud.requests();
        TimeUnit.SECONDS.sleep(WATCHED_SECONDS);
        double seconds = then.secondsUntilNow();
        print(name + "_cpu_while_waiting", then.cpuPercentUntilNow(), "% of a core");
        print(name + "_requests", (cloud.requests() - asked) / seconds, "requests/s");
    }

    /** The pages of a build whose changes are all under way. */
    private static void pages(JenkinsRule jenkins, String name, WorkflowRun run) throws Exception {
        PageTime.of(jenkins.getURL().toString());
        String build = jenkins.getURL() + run.getUrl();
        for (String page : List.of("", "ecs-os-changes/", "ecs-os-changes/api/json")) {
            PageTime time = PageTime.of(build + page);
            String told = name + "_page_" + (page.isEmpty() ? "build" : page.endsWith("json") ? "json" : "changes");
            print(told + "_first", time.first(), "s");
            print(told + "_median", time.median(), "s");
            print(told + "_size", time.kib(), "KiB");
        }
    }
}
