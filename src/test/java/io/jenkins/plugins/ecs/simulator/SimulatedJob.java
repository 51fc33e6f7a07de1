package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A job of the simulated cloud: INIT for a tenth of its time, then RUNNING with a sub-job, then SUCCESS or FAIL. Its steps change the server. */
final class SimulatedJob {

    private final String id;
    private final String type;
    private final SimulatedServer server;
    private final Instant submitted;
    private final Deque<Step> steps = new ArrayDeque<>();
    private String failureCode;
    private String failureReason;
    /** Null while it waits for a payment. */
    private Instant begin;

    private Instant end;
    private Runnable whenPaid;

    private record Step(Instant at, Consumer<Instant> effect) {}

    SimulatedJob(String id, String type, SimulatedServer server, Instant submitted) {
        this.id = id;
        this.type = type;
        this.server = server;
        this.submitted = submitted;
    }

    /** Sets when it begins, and how long it takes. */
    void begin(Instant when, Duration takes) {
        begin = when;
        end = when.plus(takes);
    }

    /** It ends with FAIL. */
    void fails(String code, String reason) {
        failureCode = code;
        failureReason = reason;
    }

    /** Adds a step at this time after its begin. Steps are added in order. */
    SimulatedJob after(Duration time, Runnable effect) {
        return after(time, when -> effect.run());
    }

    /** The same for a step that needs its scheduled time. */
    SimulatedJob after(Duration time, Consumer<Instant> effect) {
        steps.add(new Step(begin.plus(time), effect));
        return this;
    }

    String id() {
        return id;
    }

    SimulatedServer server() {
        return server;
    }

    Instant submitted() {
        return submitted;
    }

    boolean waitsForPayment(Instant now) {
        return begin == null || now.isBefore(begin);
    }

    /** It waits for a payment, and runs this after it. */
    void whenPaid(Runnable then) {
        whenPaid = then;
    }

    /** @return whether it waited for this */
    boolean paid() {
        if (whenPaid == null) {
            return false;
        }
        whenPaid.run();
        whenPaid = null;
        return true;
    }

    /** When its next step is due; null if there is none. */
    Instant next() {
        return steps.isEmpty() ? null : steps.peek().at();
    }

    /** Runs its next step. */
    void step() {
        Step step = steps.remove();
        step.effect().accept(step.at());
        server.touch(step.at());
    }

    /** Moves its end, and all steps after it, to this time. */
    void endAt(Instant when) {
        List<Step> moved = new ArrayList<>(steps);
        steps.clear();
        for (Step step : moved) {
            boolean later = step.at().isAfter(when) || !step.at().isBefore(end);
            steps.add(later ? new Step(when, step.effect()) : step);
        }
        end = when;
    }

    JsonNode json(Instant now) {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        if (waitsForPayment(now)) {
            describe(root, id, type, "PENDING_PAYMENT").put("end_time", "").putObject("entities");
            return root;
        }
        if (now.isBefore(begin.plus(Duration.between(begin, end).dividedBy(10)))) {
            describe(root, id, type, "INIT").put("end_time", "").putObject("entities");
            return root;
        }
        boolean ended = !now.isBefore(end);
        String status = !ended ? "RUNNING" : failureCode == null ? "SUCCESS" : "FAIL";
        describe(root, id, type, status).put("end_time", ended ? end.toString() : "");
        ObjectNode entities = root.putObject("entities").put("sub_jobs_total", 1);
        ObjectNode sub = entities.putArray("sub_jobs").addObject();
        describe(sub, id.substring(0, 31) + "x", type + "Single", status).put("end_time", ended ? end.toString() : "");
        ObjectNode about = sub.putObject("entities").put("server_id", server.id());
        if (ended) {
            // Absent before the end, as in recordings.
            root.putNull("error_code").putNull("fail_reason");
            sub.putNull("error_code").putNull("fail_reason");
        }
        if (status.equals("FAIL")) {
            root.put("error_code", "Common.0021").put("fail_reason", "Sub job fail!");
            boolean nested = server.behaviour().nestedReason;
            sub.put("error_code", failureCode)
                    .put("fail_reason", nested ? "RebuildServerTask-fail: Fail to rebuild server." : failureReason);
            if (nested) {
                about.put("errorcode_message", inner().toString());
            }
        }
        return root;
    }

    private ObjectNode inner() {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        root.putObject("forbidden").put("message", failureReason).put("code", 403);
        return root;
    }

    private ObjectNode describe(ObjectNode node, String jobId, String jobType, String status) {
        return node.put("job_id", jobId)
                .put("job_type", jobType)
                .put("status", status)
                .put("begin_time", submitted.toString());
    }
}
