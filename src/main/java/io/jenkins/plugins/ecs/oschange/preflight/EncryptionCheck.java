package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Disk;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.RateLimiter;
import io.jenkins.plugins.ecs.cloud.RateLimits;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.Objects;

/**
 * Whether an encrypted system disk becomes a plain one: the new disk is encrypted only where that is asked for. Only EVS tells whether a disk is; where it cannot be asked,
 * nothing is said.
 */
final class EncryptionCheck implements PreflightCheck {

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return !inputs.request().encrypt()
                && facts.disk == null
                && facts.server.value().systemVolumeId() != null;
    }

    @Override
    public RateLimiter limit(RateLimits limits) {
        return limits.evs();
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) {
        Disk disk = null;
        try {
            disk = client.disk(facts.server.value().systemVolumeId());
        } catch (CloudException e) { // another service: not every user may ask it, nor is it everywhere
            disk = null;
        }
        facts.disk = new Fact<>(disk, now);
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Disk disk = inputs.request().encrypt() ? null : Fact.valueOf(facts.disk);
        boolean encrypted = disk != null && disk.isEncrypted();
        return new Findings()
                .warnIf(encrypted, "disk.encrypted", encrypted ? Objects.toString(disk.kmsKeyId(), "-") : "-");
    }
}
