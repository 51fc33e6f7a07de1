package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import java.util.Optional;

/** Whether the new image is of the architecture and for the firmware that the server's present one shows it to have. */
final class OldImageCheck implements PreflightCheck {

    @Override
    public boolean isDue(OsChange change, Login login) {
        return change.plan().image.isPresent() && change.plan().oldImage == null;
    }

    @Override
    public void look(OsChange change, Login login, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Image image = change.plan().image.orElseThrow();
        String oldId = imageId(change.plan().server);
        Optional<Image> old = image.id().equals(oldId) ? Optional.of(image) : find(oldId, context);
        change.plan().oldImage = old;
        findings(old.orElse(null), image, oldId).settle(change, context);
    }

    /** The service that lists images knows the one that is charged; the other name of it may be of another list. */
    private static String imageId(Server server) {
        return server.meteredImageId() == null
                ? server.imageIds().stream().findFirst().orElse(null)
                : server.meteredImageId();
    }

    private static Optional<Image> find(String id, ChangeContext context)
            throws CloudException, MisconfiguredException {
        try {
            return id == null
                    ? Optional.empty()
                    : Optional.ofNullable(context.client().image(id));
        } catch (RefusedException e) {
            if (!Findings.isForbiddenOrMissing(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Findings findings(Image old, Image image, String oldId) {
        Findings findings = new Findings();
        if (old == null) {
            return findings.warnIf(true, "image.incomparable", oldId == null ? "-" : oldId, image.label());
        }
        return findings.refuseIf(
                        !old.architecture().equals(image.architecture()),
                        "image.architecture",
                        image.label(),
                        image.architecture(),
                        old.label(),
                        old.architecture())
                .refuseIf(
                        old.firmware() != null
                                && image.firmware() != null
                                && !old.firmware().equals(image.firmware()),
                        "image.firmware",
                        image.label(),
                        image.firmware(),
                        old.label(),
                        old.firmware());
    }
}
