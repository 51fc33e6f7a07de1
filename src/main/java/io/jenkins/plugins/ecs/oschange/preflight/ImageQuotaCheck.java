package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.ImageQuota;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.record.Moment;

/** Whether the project may have one more private image, where {@code saveImageAs} asks for one. */
final class ImageQuotaCheck implements PreflightCheck {

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return inputs.needsImage() && facts.imageQuota == null;
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        ImageQuota quota = null;
        try {
            quota = client.privateImages().quota().orElse(null);
        } catch (RefusedException e) {
            if (!Findings.isForbiddenOrMissing(e)) {
                throw e;
            }
        }
        facts.imageQuota = new Fact<>(quota, now);
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Findings findings = new Findings();
        if (!inputs.needsImage() || facts.imageQuota == null) {
            return findings;
        }
        ImageQuota quota = facts.imageQuota.value();
        boolean full = quota != null && quota.isUsedUp();
        return findings.warnIf(quota == null, "image.quotaUnchecked")
                .refuseIf(full, "image.quota", full ? quota.used() : 0, full ? quota.quota() : 0);
    }
}
