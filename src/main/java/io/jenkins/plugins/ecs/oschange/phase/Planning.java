package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Inputs;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.preflight.ObstacleException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.Labels;
import io.jenkins.plugins.ecs.oschange.record.Plan;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import io.jenkins.plugins.ecs.oschange.record.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the plan, query by query, and tells it; made anew after every wait, when it tells only what is different. */
public final class Planning implements Phase {

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        if (change.savedImage().isDue(change, context)) {
            return change.savedImage().look(change, context);
        }
        Inputs inputs = Inputs.of(change.record(), context);
        Plan plan;
        try {
            inputs.check();
            plan = change.preflight().look(inputs, change.client(context), change.now(context));
        } catch (ObstacleException e) {
            notePlannedServer(change, context);
            throw isBeingRebuilt(change)
                    ? Failures.unknown(change.record(), e.getMessage())
                    : Failures.refused(change.record(), e.getMessage());
        }
        notePlannedServer(change, context);
        if (change.preflight().isSuperfluous(inputs)) {
            return Skipping.advance(change, context);
        }
        if (plan == null) {
            return Duration.ZERO;
        }
        tell(change, plan, inputs, context);
        change.plan(plan);
        change.record().plan().volumeId(plan.server().systemVolumeId());
        noteImage(change);
        if (change.request().dryRun()) {
            notePlan(plan, inputs, change.record());
            endDryRun(change, plan, context);
        } else {
            change.enter(next(plan, change.record()), context);
        }
        return Duration.ZERO;
    }

    private static State next(Plan plan, ChangeRecord record) {
        return plan.stops() ? State.STOPPING : record.needsImage() ? State.SAVING_IMAGE : State.CHECKED;
    }

    /** @throws ChangeFailedException when it has another system disk than the one that the plan named */
    private static void notePlannedServer(ActiveChange change, ChangeContext context) throws ChangeFailedException {
        if (change.preflight().server() == null) {
            return;
        }
        ChangeRecord record = change.record();
        ServerSnapshot seen = new ServerSnapshot(change.preflight().server());
        ServerSnapshot earlier = record.before();
        requirePlannedDisk(record, seen);
        record.before(seen);
        noteImage(change, context);
        boolean sameDisk = earlier != null && Objects.equals(earlier.systemVolumeId(), seen.systemVolumeId());
        if (sameDisk && !Objects.equals(earlier.name(), seen.name())) {
            change.say(text("server.renamed", earlier.name(), seen.name()), context);
        }
        if (!sameDisk) {
            change.say(
                    text("server.found", record.serverId(), seen.label(), Objects.toString(seen.systemVolumeId(), "-")),
                    context);
        } else if (!earlier.label().equals(seen.label())) {
            change.say(text("server.now", seen.label()), context);
        }
    }

    private static void noteImage(ActiveChange change, ChangeContext context) {
        Image image = change.preflight().image();
        ChangeRecord record = change.record();
        if (image == null) {
            return;
        }
        String before = record.imageId();
        record.imageName(image.name());
        if (record.request().imageName() != null && !image.id().equals(before)) {
            record.foundImage(image.id());
            String created = Objects.toString(image.createdAt(), "-");
            change.say(text("found.image", record.request().imageName(), Labels.image(record), created), context);
        }
    }

    /**
     * Another system disk than the planned one is never replaced. Whose doing it is, is not known where a request of this change has left, or may have before a restart.
     */
    static void requirePlannedDisk(ChangeRecord record, ServerSnapshot seen) throws ChangeFailedException {
        String planned = record.plan().volumeId();
        if (planned != null && !planned.equals(seen.systemVolumeId())) {
            String words = text("plan.otherDisk", planned, Objects.toString(seen.systemVolumeId(), "-"));
            throw mayBeOurs(record) ? Failures.unknown(record, words) : Failures.refused(record, words);
        }
    }

    private static boolean mayBeOurs(ChangeRecord record) {
        return record.plan().volumeId() != null
                && (record.attempts().resumes() > 0 || record.attempts().requestsSent() > 0);
    }

    /** Whether the cloud is changing the OS right now, perhaps on a request of this change of which it said that it did not run it. */
    private static boolean isBeingRebuilt(ActiveChange change) {
        Server server = change.preflight().server();
        return server != null
                && mayBeOurs(change.record())
                && change.record().before().changedIn(server, change.record().imageId());
    }

    private static void noteImage(ActiveChange change) {
        Image image = change.preflight().image();
        if (image != null) {
            change.record().login().windows(image.isWindows());
            change.record().login().imageUser(image.loginUser());
        }
    }

    private static void tell(ActiveChange change, Plan plan, Inputs inputs, ChangeContext context) {
        ChangeRecord record = change.record();
        boolean first = record.plan().volumeId() == null;
        if (first) {
            what(plan, record).forEach(line -> change.say(line, context));
        }
        if (record.image().isSaved() && plan.stops()) {
            change.warn(text("image.older", record.request().saveImageAs()), context);
        }
        String login = login(plan, inputs);
        record.plan().login(record.masked(login));
        if (login != null && change.voice().isNews(login)) {
            change.say(text("plan.login", login), context);
        }
        doubts(plan, inputs).forEach(doubt -> change.warn(doubt, context));
        if (first) {
            change.say(text("plan.deletes", plan.dataDisks()), context);
        }
    }

    private static List<String> what(Plan plan, ChangeRecord record) {
        ChangeRequest asked = record.request();
        List<String> lines = new ArrayList<>();
        lines.add(text("plan.image", Labels.image(record)));
        lines.add(text("plan.oldImage", plan.server().imageLabel()));
        if (plan.server().isRunning()) {
            lines.add(text("plan.stops"));
        }
        if (record.needsImage()) {
            lines.add(text("plan.savesImage", asked.saveImageAs()));
        }
        return lines;
    }

    private static List<String> doubts(Plan plan, Inputs inputs) {
        List<String> doubts = new ArrayList<>(plan.warnings());
        if (inputs.login() instanceof Login.WithPassword && inputs.userData() != null) {
            doubts.add(text("plan.passwordIgnored"));
        } else if (login(plan, inputs) == null) {
            doubts.add(text("plan.withoutLogin"));
        }
        return doubts;
    }

    /** The same lines once more, for whoever approves them. */
    private static void notePlan(Plan plan, Inputs inputs, ChangeRecord record) {
        ServerSnapshot server = plan.server();
        List<String> lines = new ArrayList<>();
        lines.add(server.name() + ": "
                + text(
                        "server.found",
                        record.serverId(),
                        server.label(),
                        Objects.toString(server.systemVolumeId(), "-")));
        String site = Labels.site(record.request());
        if (site != null) {
            lines.add(site);
        }
        lines.addAll(what(plan, record));
        String login = login(plan, inputs);
        if (login != null) {
            lines.add(text("plan.login", login));
        }
        doubts(plan, inputs).forEach(doubt -> lines.add(text("warning", doubt)));
        lines.add(text("plan.deletes", plan.dataDisks()));
        record.plan().text(lines.stream().map(record::masked).collect(Collectors.joining("\n")));
    }

    /** @return null where neither a login nor user data is given */
    private static String login(Plan plan, Inputs inputs) {
        if (plan.keyName() != null) {
            return text("plan.keyPair", plan.keyName(), plan.keyOwner());
        }
        if (inputs.login() instanceof Login.WithPassword) {
            return text("plan.password");
        }
        return inputs.userData() == null ? null : text("plan.userDataLogin");
    }

    private static void endDryRun(ActiveChange change, Plan plan, ChangeContext context) {
        int warnings = change.voice().warnings();
        if (change.record().needsImage()) {
            change.say(text("dryRun.wouldSave", change.request().saveImageAs()), context);
        }
        change.say(text(plan.stops() ? "dryRun.wouldStop" : "dryRun.passed", warnings), context);
        change.enter(State.SUCCEEDED, context);
    }
}
