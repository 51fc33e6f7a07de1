package io.jenkins.plugins.ecs.oschange.phase;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.preflight.ChangeContext;
import io.jenkins.plugins.ecs.oschange.preflight.MisconfiguredException;
import io.jenkins.plugins.ecs.oschange.record.ChangeFailedException;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.Failures;
import io.jenkins.plugins.ecs.oschange.record.ImageNote;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.Plan;
import java.time.Duration;
import java.util.Objects;

/**
 * Whether the image that {@code saveImageAs} has made is still there when the request waits to be sent: without it the disk is not deleted. In memory only; one thread at a time.
 */
final class SavedImage {

    private Moment seen;

    /** It was there when asked at this moment. */
    void saw(Moment when) {
        seen = when;
    }

    /** Whether there is one, and nobody has looked lately whether it is still there. */
    boolean isDue(ActiveChange change, ChangeContext context) {
        boolean lately = seen != null && seen.isWithin(Plan.FRESH, change.now(context));
        return change.record().image().isSaved() && !lately;
    }

    Duration look(ActiveChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRecord record = change.record();
        ImageNote note = record.image();
        var client = change.client(context);
        var asked = change.now(context);
        try {
            client.limits().ims().charge();
            Image image = client.image(note.imageId());
            if (image == null || !"active".equals(image.status())) {
                String status = image == null ? "-" : Objects.toString(image.status(), "-");
                String words = text("image.gone", record.request().saveImageAs(), note.imageId(), status);
                note.failed();
                throw Failures.refused(record, words);
            }
        } catch (RefusedException e) {
            if (!e.isForbidden()) {
                throw e;
            }
        }
        saw(asked);
        return Duration.ZERO;
    }
}
