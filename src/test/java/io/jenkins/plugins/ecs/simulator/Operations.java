package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.simulator.Deed.What;
import io.jenkins.plugins.ecs.simulator.Deed.Who;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The operations on servers: each is refused, or recorded in the audit and begun as a job. */
final class Operations {

    private static final Duration STOP_JOB_TAKES = Duration.ofSeconds(2);

    private final Clock clock;
    private final Ids ids;
    private final Jobs jobs;
    private final Audit audit;
    private final KeyPairs keyPairs;
    private Duration changeTakes = Duration.ofSeconds(60);
    private boolean dashes;

    Operations(Clock clock, Ids ids, Jobs jobs, Audit audit, KeyPairs keyPairs) {
        this.clock = clock;
        this.ids = ids;
        this.jobs = jobs;
        this.audit = audit;
        this.keyPairs = keyPairs;
    }

    void changesTake(Duration duration) {
        changeTakes = duration;
    }

    Duration changesTake() {
        return changeTakes;
    }

    /** Job IDs have dashes from now on, as in one of the vendor's samples. */
    void nameJobsWithDashes() {
        dashes = true;
    }

    /** @param body one that {@link ChangeRules} accepts */
    Answer changeOs(Who who, SimulatedServer server, JsonNode image, JsonNode body) {
        JsonNode wanted = body.path("os-change");
        Answer complaint = complaint(server);
        boolean ready = server.status().equals("SHUTOFF") || server.status().equals("ERROR");
        if (complaint == null && server.systemVolumeId() == null) {
            complaint = Answer.ecs(400, "Ecs.0105", "The ECS has no system disk.");
        }
        if (complaint == null && !ready && !wanted.path("mode").asText().equals("withStopServer")) {
            complaint = Answer.ecs(400, "Ecs.0100", "The ECS status does not meet requirements.");
        }
        if (complaint == null && jobs.unpaid(server.id()) != null) {
            complaint = Answer.ecs(400, "Ecs.7000", "There is an order that is not paid.");
        }
        if (complaint != null) {
            return complaint;
        }
        Deed deed = audit.add(new Deed(clock.instant(), who, What.CHANGE_OS, server, body));
        ObjectNode key = keyPairs.of(
                wanted.path("userid").asText(), wanted.path("keyname").asText());
        if (key != null) {
            deed.key(key.path("fingerprint").asText(), key.path("public_key").asText());
        }
        // The vendors publish no names for these jobs.
        SimulatedJob job = job("exampleChangeOs", server);
        Behaviour behaviour = server.behaviour();
        boolean autoPay = wanted.path("isAutoPay").asText().equals("true");
        if (behaviour.wantsPayment && !autoPay) {
            job.whenPaid(() -> change(job, deed, server, image, clock.instant()));
        } else {
            change(job, deed, server, image, clock.instant().plus(behaviour.paymentTakes));
        }
        jobs.start(job);
        return Answer.job(deed.job(job.id()).jobId());
    }

    /** Begins the OS change that waits for a payment. */
    void pay(SimulatedServer server) {
        SimulatedJob job = jobs.unpaid(server.id());
        if (job != null && job.paid()) {
            jobs.schedule(job);
        }
    }

    private void change(SimulatedJob job, Deed deed, SimulatedServer server, JsonNode image, Instant begin) {
        Behaviour behaviour = server.behaviour();
        boolean running = server.status().equals("ACTIVE");
        Duration stopped = running ? behaviour.stopTakes : Duration.ZERO;
        Duration rebuilding = stopped.plus(behaviour.offBeforeRebuild);
        job.begin(begin, rebuilding.plus(changeTakes));
        if (!stopped.isZero()) {
            job.after(Duration.ZERO, () -> server.become("ACTIVE", "powering-off"));
        }
        if (!behaviour.offBeforeRebuild.isZero()) {
            job.after(stopped, () -> server.become("SHUTOFF", null));
        }
        job.after(rebuilding, () -> {
            server.become("REBUILD", "rebuilding");
            if (behaviour.detaches) {
                server.noDisk();
            }
        });
        Duration end = rebuilding.plus(changeTakes);
        String keyName = deed.asked("keyname");
        if (behaviour.failureCode == null) {
            job.after(end, when -> rebuilt(server, image, keyName, deed, when));
            Duration odd = behaviour.errorAfterSuccess.plus(behaviour.bootTakes);
            if (!odd.isZero()) {
                job.after(end.plus(odd), () -> server.become("ACTIVE", null));
            }
        } else {
            job.fails(behaviour.failureCode, behaviour.failureReason);
            job.after(end, when -> broken(server, deed, when));
        }
        if (!begin.isAfter(clock.instant())) {
            // Steps without delay take effect before the reply is sent.
            while (job.next() != null && !job.next().isAfter(begin)) {
                job.step();
            }
        }
    }

    private static void rebuilt(SimulatedServer server, JsonNode image, String keyName, Deed deed, Instant when) {
        server.rebuiltFrom(image.get("id").asText(), image.get("name").asText(), keyName);
        deed.done(server.systemVolumeId(), when);
        server.ssh().changed(when, deed.publicKey(), deed.asked("adminpass"));
        if (!server.behaviour().errorAfterSuccess.isZero()) {
            server.become("ERROR", null);
        } else if (!server.behaviour().bootTakes.isZero()) {
            server.become("SHUTOFF", "powering-on");
        }
    }

    private static void broken(SimulatedServer server, Deed deed, Instant when) {
        deed.failed(when);
        if (server.behaviour().errorAfterFailure) {
            server.noDisk();
            server.become("ERROR", null);
        } else {
            server.disk(deed.disk());
            server.become("SHUTOFF", null);
        }
    }

    Answer stop(Who who, SimulatedServer server) {
        Answer complaint = complaint(server);
        if (complaint != null) {
            return complaint;
        }
        Behaviour behaviour = server.behaviour();
        Duration takes = behaviour.stopTakes.isZero() ? STOP_JOB_TAKES : behaviour.stopTakes;
        Deed deed = audit.add(new Deed(clock.instant(), who, What.STOP, server, Answer.MAPPER.createObjectNode()));
        server.become(server.status(), server.status().equals("ACTIVE") ? "powering-off" : null);
        return power(deed, server, "SHUTOFF", takes, behaviour.stopFailure);
    }

    Answer start(Who who, SimulatedServer server) {
        Answer complaint = complaint(server);
        if (complaint != null) {
            return complaint;
        }
        Behaviour behaviour = server.behaviour();
        Deed deed = audit.add(new Deed(clock.instant(), who, What.START, server, Answer.MAPPER.createObjectNode()));
        server.become(server.status(), server.status().equals("SHUTOFF") ? "powering-on" : null);
        return power(deed, server, "ACTIVE", behaviour.startTakes, behaviour.startFailure);
    }

    private Answer power(Deed deed, SimulatedServer server, String status, Duration takes, String failure) {
        String before = server.status();
        server.touch(clock.instant());
        SimulatedJob job = job("serversAction", server);
        job.begin(clock.instant(), takes);
        if (failure == null) {
            job.after(takes, when -> {
                server.become(status, null);
                deed.done(null, when);
            });
        } else {
            job.fails(failure, "The operation on the ECS failed.");
            job.after(takes, when -> {
                server.become(before, null);
                deed.failed(when);
            });
        }
        jobs.start(job);
        return Answer.job(deed.job(job.id()).jobId());
    }

    private SimulatedJob job(String type, SimulatedServer server) {
        return new SimulatedJob(dashes ? ids.uuid() : ids.digits(), type, server, clock.instant());
    }

    /** @return why no operation is possible now, or null */
    private Answer complaint(SimulatedServer server) {
        if (server.json().path("locked").asBoolean()) {
            return Answer.ecs(400, "Ecs.0605", "ECS locked.");
        }
        if (server.json().at("/metadata/EcmResStatus").asText().equals("freeze")) {
            return Answer.ecs(400, "Ecs.0030", "The ECS has been frozen.");
        }
        return server.isIdle() && !jobs.isAtWork(server)
                ? null
                : Answer.ecs(501, "Ecs.0603", "Other commands are being executed. Try again after 1 minute.");
    }
}
