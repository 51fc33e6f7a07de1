package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RateLimits;
import io.jenkins.plugins.ecs.cloud.RecentLookups;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.Objects;

/** Whether the new image is of the architecture and for the firmware that the server's present one shows it to have. */
final class OldImageCheck implements PreflightCheck {

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return facts.imageOrNull() != null && facts.oldImage == null;
    }

    @Override
    public RateLimiter limit(RateLimits limits) {
        return limits.ims();
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        String id = imageId(facts.server.value());
        facts.oldImage = find(id, client, now);
    }

    @Override
    public void recall(Facts facts, Inputs inputs, RecentLookups recent, Moment now) {
        String id = imageId(facts.server.value());
        if (id == null || facts.image.value().id().equals(id)) {
            facts.oldImage = id == null ? new Fact<>(null, now) : facts.image;
        } else {
            facts.oldImage = Fact.recent(recent, ImageCheck.key(id), Image.class, now);
        }
    }

    /** The service that lists images knows the one that is charged; the other name of it may be of another list. */
    private static String imageId(Server server) {
        return server.meteredImageId() == null
                ? server.imageIds().stream().findFirst().orElse(null)
                : server.meteredImageId();
    }

    private static Fact<Image> find(String id, EcsClient client, Moment now) throws CloudException {
        try {
            return ImageCheck.shared(id, client, now);
        } catch (RefusedException e) {
            if (!Findings.isForbiddenOrMissing(e)) {
                throw e;
            }
            return new Fact<>(null, now);
        }
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Findings findings = new Findings();
        Image image = facts.imageOrNull();
        if (image == null) {
            return findings;
        }
        Image old = Fact.valueOf(facts.oldImage);
        if (old == null) {
            String oldId = Objects.toString(imageId(facts.server.value()), "-");
            return findings.warnIf(true, "image.incomparable", oldId, image.label());
        }
        return findings.warnIf(facts.server.value().imageIds().contains(image.id()), "image.current", image.label())
                .refuseImageIf(
                        !old.architecture().equals(image.architecture()),
                        inputs,
                        "image.architecture",
                        image.label(),
                        image.architecture(),
                        old.label(),
                        old.architecture())
                .refuseImageIf(
                        old.firmware() != null
                                && image.firmware() != null
                                && !old.firmware().equals(image.firmware()),
                        inputs,
                        "image.firmware",
                        image.label(),
                        image.firmware(),
                        old.label(),
                        old.firmware());
    }
}
