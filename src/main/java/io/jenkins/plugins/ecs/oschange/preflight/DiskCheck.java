package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.Moment;

/**
 * Whether the image fits on the system disk. The cloud enlarges the disk of a server that is billed by use, and refuses one that is billed by the month
 * (the vendor's user guide). What fits where the present image fitted needs no look.
 */
final class DiskCheck implements PreflightCheck {

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return needsLook(facts) && facts.diskSize == null;
    }

    private static boolean needsLook(Facts facts) {
        Image image = facts.imageOrNull();
        return image != null && image.minDisk() > facts.oldMinDisk();
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        Server server = facts.server.value();
        int size = 0;
        try {
            if (server.systemVolumeId() != null) {
                size = client.volume(server.id(), server.systemVolumeId()).size();
            }
        } catch (RefusedException e) {
            if (!Findings.isForbiddenOrMissing(e)) {
                throw e;
            }
        }
        facts.diskSize = new Fact<>(Math.max(0, size), now);
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Findings findings = new Findings();
        if (!needsLook(facts)) {
            return findings;
        }
        Image image = facts.imageOrNull();
        int size = facts.diskSizeOrZero();
        boolean small = size > 0 && size < image.minDisk();
        boolean prepaid = facts.server.value().isPrepaid();
        return findings.refuseImageIf(small && prepaid, inputs, "disk.small", image.label(), image.minDisk(), size)
                .warnIf(small && !prepaid, "disk.grows", image.label(), image.minDisk(), size)
                .warnIf(size == 0, "disk.unknown", image.label(), image.minDisk());
    }
}
