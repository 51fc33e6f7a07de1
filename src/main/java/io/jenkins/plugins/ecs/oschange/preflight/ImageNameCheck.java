package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.List;

/**
 * Whether the name that {@code saveImageAs} asks for is free. It has to be: by its name the image is recognised where the reply to its order is lost, and an older one of that
 * name would be taken for it.
 */
final class ImageNameCheck implements PreflightCheck {

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return inputs.needsImage() && facts.namesakes == null;
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        List<Image> found = null;
        try {
            found = client.privateImages().named(inputs.request().saveImageAs());
        } catch (RefusedException e) {
            if (!Findings.isForbidden(e)) {
                throw e;
            }
        }
        facts.namesakes = new Fact<>(found, now);
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Findings findings = new Findings();
        if (!inputs.needsImage() || facts.namesakes == null) {
            return findings;
        }
        List<Image> found = facts.namesakes.value();
        boolean taken = found != null && !found.isEmpty();
        boolean runs = facts.server.value().isIdleAnd("ACTIVE");
        String name = inputs.request().saveImageAs();
        return findings.refuseIf(found == null, "image.mayNotLook", name)
                .refuseIf(taken, "image.nameTaken", name, taken ? found.get(0).id() : "-")
                .warnIf(runs && !inputs.request().stopFirst(), "image.ofRunningServer", name);
    }
}
