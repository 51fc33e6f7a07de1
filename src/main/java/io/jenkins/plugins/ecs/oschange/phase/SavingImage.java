package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.FailureClass;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.ImageJob;
import io.jenkins.plugins.ecs.cloud.NoAnswerException;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.Inputs;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.ImageNote;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.State;
import io.jenkins.plugins.ecs.oschange.record.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * {@code saveImageAs}: orders a private image of the system disk by a fresh plan, waits until it is active, and goes back to the checks. One image for each change: an
 * order whose reply was lost is looked for by its name and the server that it was made from.
 */
public final class SavingImage implements Phase {

    /** For how long an image that should be there may be missing from the list of images. */
    private static final Duration LONGEST_UNSEEN = Duration.ofMinutes(5);

    private static final int FEWEST_LOOKS = 3;
    private static final int MOST_UNREADABLE = 3;
    private static final int MOST_ORDERS = 30;

    /** Orders that could not even be sent. */
    private static final int MOST_UNSENT = 5;

    /** An image carries it for people. IMS takes one line without angle brackets. */
    private static final String DESCRIPTION = "System disk of server %s before its OS was changed by Jenkins";

    @Override
    public Duration advance(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        if (!change.record().image().isOut()) {
            return order(change, context);
        }
        if (look(change, context)) {
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        return interval(change, context);
    }

    /** Images take minutes: the longer it lasts, the rarer the looks. */
    private static Duration interval(ActiveChange change, ChangeContext context) {
        long usual = change.request().pollInterval().toMillis();
        long minutes = change.sinceState(context).toMinutes();
        return Duration.ofMillis(minutes >= 5 ? 2 * usual : minutes >= 1 ? usual * 3 / 2 : usual);
    }

    private static Duration order(ActiveChange change, ChangeContext context)
            throws ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        Inputs inputs = Inputs.of(record, context);
        if (!record.needsImage()
                || change.plan() == null
                || change.plan().stops()
                || !change.plan().isGood(inputs.fingerprint(), change.now(context))) {
            change.enter(State.PREPARING, context);
            return Duration.ZERO;
        }
        var client = change.client(context);
        String enterpriseProject = change.plan().server().enterpriseProjectId();
        noteOnDisk(change, context);
        change.plan(null);
        String serverId = record.serverId();
        try {
            client.charge();
            String name = record.request().saveImageAs();
            String description = DESCRIPTION.formatted(serverId);
            record.image().job(client.privateImages().create(serverId, enterpriseProject, name, description, Map.of()));
        } catch (CloudException e) {
            return notAccepted(change, e, context);
        }
        change.save(context);
        change.say(
                text(
                        "image.ordered",
                        record.request().saveImageAs(),
                        record.image().jobId()),
                context);
        return FollowingJob.firstLook(change);
    }

    private static void noteOnDisk(ActiveChange change, ChangeContext context) throws ChangeFailedException {
        if (!change.beginOrderingImage()) {
            throw Failures.aborted(change.record());
        }
        try {
            context.save(change.record());
        } catch (IOException | RuntimeException e) {
            change.record().image().notAccepted();
            throw Failures.refused(change.record(), text("save.beforeSending", CloudWords.told(e)));
        }
    }

    private static Duration notAccepted(ActiveChange change, CloudException e, ChangeContext context)
            throws ChangeFailedException {
        ChangeRecord record = change.record();
        switch (e.kind().forChange()) {
            case LOOK -> {
                change.say(text("image.uncertain", CloudWords.told(e)), context);
                return FollowingJob.firstLook(change);
            }
            case GIVE_UP -> {
                record.image().notAccepted();
                throw Failures.imageRefused(record, e);
            }
            default -> {
                record.image().notAccepted();
                boolean unsent = e.kind() != FailureClass.THROTTLED;
                if (record.image().orders() >= MOST_ORDERS || unsent && change.unsentRequest() >= MOST_UNSENT) {
                    throw Failures.imageRefused(record, e);
                }
                Duration wait = Sending.wait(e);
                change.enter(State.PREPARING, context);
                change.say(text("image.later", CloudWords.told(e), Texts.duration(wait)), context);
                return wait;
            }
        }
    }

    /** Looks once at the job or the image. @return whether the image is there by now */
    static boolean look(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ImageNote note = change.record().image();
        if (note.jobId() == null || note.isJobOver()) {
            return lookAtImage(change, context);
        }
        ImageJob job;
        try {
            job = change.client(context).privateImages().job(note.jobId());
        } catch (RefusedException e) {
            boolean passing = e.kind().forLookup() == FailureClass.Verdict.RETRY || e.isUnauthorized();
            if (passing || change.observations().unreadableJob() < MOST_UNREADABLE) {
                throw e;
            }
            note.jobOver();
            change.say(text("image.jobUnreadable", CloudWords.told(e)), context);
            change.save(context);
            return false;
        }
        if (job.id() != null && !job.id().equals(note.jobId())) {
            throw new NoAnswerException("the answer is about another job", (String) null);
        }
        change.looked();
        follow(job, change, context);
        return false;
    }

    private static void follow(ImageJob job, ActiveChange change, ChangeContext context) throws ChangeFailedException {
        ChangeRecord record = change.record();
        if (job.failed()) {
            record.image().failed();
            throw Failures.imageJobFailed(record, job);
        }
        if (job.imageId() != null) {
            record.image().imageId(job.imageId());
        }
        if (job.succeeded()) {
            record.image().jobOver();
            change.save(context);
        } else if (change.voice().isImageNews(job)) {
            String elapsed = Texts.duration(change.sinceState(context));
            String status = Objects.toString(job.status(), "-");
            change.say(
                    job.progress() == null
                            ? text("image.status", status, elapsed)
                            : text("image.progress", status, job.progress(), elapsed),
                    context);
        }
    }

    private static boolean isOurs(Image image, ChangeRecord record) {
        return image.origin() == null
                ? record.request().saveImageAs().equals(image.name())
                : image.isMadeFrom(record.serverId());
    }

    private static boolean lookAtImage(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        ImageNote note = record.image();
        String serverId = record.serverId();
        String name = record.request().saveImageAs();
        Moment asked = change.now(context);
        Image image = note.imageId() == null
                ? change.client(context).privateImages().find(serverId, name).orElse(null)
                : change.client(context).image(note.imageId());
        change.looked();
        if (image != null && !isOurs(image, record)) {
            note.imageId(null); // another one was named: now the name tells
            return false;
        }
        if (image == null) {
            if (change.observations().unseenFor(change.time(context)).compareTo(LONGEST_UNSEEN) >= 0
                    && change.observations().looks() >= FEWEST_LOOKS) {
                note.lost();
                throw Failures.refused(record, text("image.unseen", name));
            }
            return false;
        }
        if (!image.id().equals(note.imageId())) {
            note.imageId(image.id());
            change.save(context);
        }
        if ("active".equals(image.status())) {
            note.saved();
            change.savedImage().saw(asked);
            String elapsed = Texts.duration(change.sinceState(context));
            change.say(text("image.saved", name, image.id(), elapsed), context);
            return true;
        }
        if ("killed".equals(image.status()) || "deleted".equals(image.status())) {
            note.failed();
            throw Failures.refused(record, text("image.killed", name, image.id(), image.status()));
        }
        return false;
    }
}
