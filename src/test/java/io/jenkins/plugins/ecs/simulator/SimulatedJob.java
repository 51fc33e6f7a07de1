package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A job of the simulated cloud: a tenth of its time INIT, then RUNNING with a sub-job, then SUCCESS or FAIL with its effect. */
final class SimulatedJob {

    private static final Duration STOP_TAKES = Duration.ofSeconds(2);

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final SimulatedServer server;
    private final String type;
    private final Instant begin;
    private Instant end;
    private final String failureCode;
    private final Runnable effect;
    private boolean settled;

    private SimulatedJob(
            SimulatedServer server, String type, Instant begin, Duration takes, String failureCode, Runnable effect) {
        this.server = server;
        this.type = type;
        this.begin = begin;
        this.end = begin.plus(takes);
        this.failureCode = failureCode;
        this.effect = effect;
        server.touch(begin);
    }

    static SimulatedJob change(SimulatedServer server, JsonNode image, JsonNode wanted, Instant begin, Duration takes) {
        String failure = server.failureCode();
        Runnable effect = failure != null
                ? () -> server.status("SHUTOFF", null)
                : () -> server.rebuiltFrom(
                        image.get("id").asText(),
                        image.get("name").asText(),
                        wanted.at("/os-change/keyname").asText(null));
        server.status("REBUILD", "rebuilding");
        // The vendors publish no names for these jobs.
        return new SimulatedJob(server, "exampleChangeOs", begin, takes, failure, effect);
    }

    static SimulatedJob stop(SimulatedServer server, Instant begin) {
        server.status("ACTIVE", "powering-off");
        return new SimulatedJob(
                server, "exampleStopServer", begin, STOP_TAKES, null, () -> server.status("SHUTOFF", null));
    }

    String id() {
        return id;
    }

    Instant end() {
        return end;
    }

    void endAt(Instant when) {
        end = when;
    }

    void finish(Instant now) {
        if (now.isBefore(end)) {
            end = now;
        }
        settle(now);
    }

    void settle(Instant now) {
        if (!settled && !now.isBefore(end)) {
            settled = true;
            effect.run();
            server.touch(end);
        }
    }

    JsonNode json(Instant now) {
        Duration initial = Duration.between(begin, end).dividedBy(10);
        boolean ended = !now.isBefore(end);
        ObjectNode root = Answer.MAPPER.createObjectNode();
        if (now.isBefore(begin.plus(initial))) {
            describe(root, id, type, "INIT").put("end_time", "").putObject("entities");
            return root;
        }
        String status = !ended ? "RUNNING" : failureCode == null ? "SUCCESS" : "FAIL";
        describe(root, id, type, status).put("end_time", ended ? end.toString() : "");
        ObjectNode entities = root.putObject("entities").put("sub_jobs_total", 1);
        ObjectNode sub = entities.putArray("sub_jobs").addObject();
        describe(sub, id.substring(0, 31) + "x", type + "Single", status)
                .put("end_time", ended ? end.toString() : null);
        sub.putObject("entities").put("server_id", server.id());
        if (status.equals("FAIL")) {
            root.put("error_code", "Common.0021").put("fail_reason", "Sub job fail!");
            sub.put("error_code", failureCode).put("fail_reason", server.failureReason());
        }
        return root;
    }

    private ObjectNode describe(ObjectNode node, String jobId, String jobType, String status) {
        return node.put("job_id", jobId)
                .put("job_type", jobType)
                .put("status", status)
                .put("begin_time", begin.toString())
                .putNull("error_code")
                .putNull("fail_reason");
    }
}
