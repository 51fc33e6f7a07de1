package io.jenkins.plugins.ecs.scale;

import hudson.model.Run;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.report.OsChangeAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jvnet.hudson.test.JenkinsRule;

/** A thousand waiting steps, in one shape: so many builds of one durability, each with its share of parallel branches. */
record Fleet(String name, int builds, int steps, int firstServer, FlowDurabilityHint durability) {

    int branches() {
        return steps / builds;
    }

    /** Makes the jobs. @param step the Groovy of one step; the ID of its server is in {@code server}, its number in its build in {@code number} */
    List<WorkflowJob> create(JenkinsRule jenkins, String step) throws Exception {
        List<WorkflowJob> jobs = new ArrayList<>();
        for (int i = 0; i < builds; i++) {
            int first = firstServer + i * branches();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, name + "-" + i);
            job.setDefinition(new CpsFlowDefinition(script(first, step), true));
            job.addProperty(new DurabilityHintJobProperty(durability));
            jobs.add(job);
        }
        return jobs;
    }

    private String script(int first, String step) {
        if (branches() == 1) {
            return "def number = 0\ndef server = '" + CloudProcess.server(first) + "'\n" + step;
        }
        String servers = IntStream.range(first, first + branches())
                .mapToObj(CloudProcess::server)
                .collect(Collectors.joining(","));
        return """
                def branches = [:]
                def count = 0
                for (String each : '%s'.split(',')) {
                    def server = each
                    def number = count++
                    branches[server] = { %s }
                }
                parallel branches
                """.formatted(servers, step);
    }

    /** Has a step run once that ends soon. */
    void warmUp(JenkinsRule jenkins, String step) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "warm-up-" + name);
        String script = "def server = '" + CloudProcess.server(firstServer) + "'\nparallel one: { " + step + " }";
        job.setDefinition(new CpsFlowDefinition(script, true));
        jenkins.buildAndAssertSuccess(job);
    }

    /** Whether each step waits; of those of ours, the cloud job of each runs. */
    boolean allWait(JenkinsRule jenkins, boolean ours) throws Exception {
        return waitingSteps() >= steps
                && (!ours || running(jenkins).stream().mapToLong(Fleet::sent).sum() >= steps);
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

    /** How many changes of this build are with the cloud. */
    private static long sent(Run<?, ?> run) {
        OsChangeAction record = run.getAction(OsChangeAction.class);
        return record == null
                ? 0
                : record.getChanges().stream()
                        .filter(change -> change.state() == State.SUBMITTED)
                        .count();
    }

    /** Its builds that have not ended; those of other fleets are not even loaded. */
    List<WorkflowRun> running(JenkinsRule jenkins) {
        return IntStream.range(0, builds)
                .mapToObj(number -> jenkins.jenkins.getItemByFullName(name + "-" + number, WorkflowJob.class))
                .map(job -> job == null ? null : job.getLastBuild())
                .filter(run -> run != null && run.isBuilding())
                .toList();
    }

    void kill(JenkinsRule jenkins) {
        running(jenkins).forEach(WorkflowRun::doKill);
    }

    /** Deletes all jobs of the fleets before, and ends what was left of their builds. */
    static void clear(JenkinsRule jenkins) throws Exception {
        for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
            WorkflowRun run = job.getLastBuild();
            if (run != null && run.isBuilding()) {
                run.doKill();
            }
            job.delete();
        }
    }

    /** How long after the end of its job each step of these builds ended, in seconds, the shortest first. */
    static List<Double> delays(List<WorkflowRun> runs) {
        return runs.stream().flatMap(run -> delays(run).stream()).sorted().toList();
    }

    private static List<Double> delays(WorkflowRun run) {
        Map<String, ChangeRecord> changes = run.getAction(OsChangeAction.class).getChanges().stream()
                .collect(Collectors.toMap(change -> change.request().serverId(), Function.identity()));
        List<Double> delays = new ArrayList<>();
        for (FlowNode next : new DepthFirstScanner().allNodes(run.getExecution())) {
            for (FlowNode step : next.getParents()) {
                LabelAction label = step.getAction(LabelAction.class);
                if (label != null && step.getDisplayFunctionName().startsWith("ecsChangeOs")) {
                    String server = label.getDisplayName().replaceAll(".*\\(|\\).*", "");
                    Instant jobEnd = Instant.parse(changes.get(server).job().endTime());
                    Instant stepEnd = Instant.ofEpochMilli(TimingAction.getStartTime(next));
                    delays.add(Duration.between(jobEnd, stepEnd).toMillis() / 1000.0);
                }
            }
        }
        return delays;
    }
}
