package io.jenkins.plugins.ecs.oschange.walk;

import io.jenkins.plugins.ecs.oschange.OsChange;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailure;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.LoginWait;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.simulator.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The adapter to the engine, which with its {@link EngineContext} is all here that depends on it: creates, advances, loads and reads a change. */
final class Engine {

    private final World world;
    private final EngineContext context;
    private final ChangeRequest request;
    private OsChange change;

    Engine(World world) {
        this.world = world;
        context = new EngineContext(world);
        request = request(world.script());
        change = new OsChange("walk", request);
    }

    private static ChangeRequest request(Script script) {
        int stop = script.at(Knob.STOP);
        return new ChangeRequest(Region.SERVER, Region.IMAGE)
                .mode(stop == 1 ? ChangeRequest.WITH_STOP_SERVER : null)
                .stopFirst(stop == 2)
                .autoPay(script.at(Knob.PREPAID) == 2)
                .dryRun(script.at(Knob.DRY_RUN) == 1)
                .skipIfCurrent(script.at(Knob.SKIP) == 1)
                .saveImageAs(script.at(Knob.SAVE_IMAGE) > 0 ? World.SAVED_IMAGE : null)
                .timeoutMinutes(new int[] {10, 5, 1}[script.at(Knob.TIMEOUT)])
                .pollSeconds(new int[] {10, 60, 600}[script.at(Knob.POLL)])
                .loginWait(script.at(Knob.LETS_IN) == 0 ? null : new LoginWait(null, null, null));
    }

    // Drives the change.

    Optional<Duration> advance() {
        return change.advance(context);
    }

    void abandon() {
        String told = change.abandon();
        world.tell(() -> "abandoned: " + told);
        world.facts().told(Facts.Kind.ABANDONED, told);
    }

    void close() {
        change.close(world.clock().instant());
    }

    /** Loads the last saved record, or an earlier one; a new change if none was saved. */
    void load(int lostSaves) {
        ChangeRecord saved = context.saved(lostSaves);
        if (saved == null) {
            change = new OsChange("walk", request);
            return;
        }
        change = new OsChange(saved);
        world.tell(() -> "loaded in " + state());
        change.resume(context);
    }

    void forgetClient() {
        context.forgetClient();
    }

    // Reads the change.

    String state() {
        return change.state().name();
    }

    boolean ended() {
        return change.state().ended();
    }

    boolean succeeded() {
        return change.state() == State.SUCCEEDED;
    }

    /** Whether it succeeded without sending anything. */
    boolean leftAlone() {
        return change.record().unchanged();
    }

    /** The kind of its failure, or null. */
    String kind() {
        ChangeFailure failure = change.failure();
        return failure == null ? null : failure.kind().name();
    }

    String message() {
        ChangeFailure failure = change.failure();
        return failure == null ? null : failure.message();
    }

    /** The system disk of the plan, or null. */
    String plannedDisk() {
        return change.record().plan().volumeId();
    }

    /** Whether it knows the ID of the cloud job. */
    boolean knowsJob() {
        return change.record().job() != null;
    }

    /** When it left the queue, by the machine's clock; null before that. */
    Instant began() {
        return change.record().history().entries().stream()
                .filter(entry -> entry.state() != State.QUEUED)
                .map(entry -> entry.since())
                .findFirst()
                .orElse(null);
    }

    Duration timeout() {
        return request.timeout();
    }

    /** The same with the time for the login. */
    Duration longest() {
        LoginWait wait = request.loginWait();
        return wait == null ? timeout() : timeout().plus(wait.timeout());
    }

    /** The system disk of the server as it was verified, or null before that. */
    String verifiedDisk() {
        return change.record().after() == null ? null : change.record().after().systemVolumeId();
    }

    Duration pollInterval() {
        return request.pollInterval();
    }

    /** The frames of the engine in a stack trace. */
    static String origin(Throwable thrown) {
        String tests = Engine.class.getPackageName();
        return Stream.of(thrown.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith(tests))
                .limit(3)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }
}
