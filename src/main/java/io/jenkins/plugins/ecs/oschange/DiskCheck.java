package io.jenkins.plugins.ecs.oschange;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import java.util.Optional;

/**
 * Whether the image fits on the system disk. The cloud enlarges the disk of a server that is paid by use, and refuses one that is paid by the month
 * (the vendor's user guide). What fits where the present image fitted needs no look.
 */
final class DiskCheck implements PreflightCheck {

    @Override
    public boolean isDue(OsChange change, Login login) {
        Plan plan = change.plan();
        return plan.image.isPresent()
                && plan.diskSize == null
                && plan.image.get().minDisk()
                        > plan.oldImage.map(Image::minDisk).orElse(0);
    }

    @Override
    public void look(OsChange change, Login login, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Plan plan = change.plan();
        Image image = plan.image.orElseThrow();
        Findings findings = new Findings();
        try {
            int size = context.client()
                    .volume(plan.server.id(), plan.server.systemVolumeId())
                    .size();
            plan.diskSize = size > 0 ? Optional.of(size) : Optional.empty();
            boolean small = size > 0 && size < image.minDisk();
            boolean prepaid = plan.server.isPrepaid();
            findings.refuseIf(small && prepaid, "disk.small", image.label(), image.minDisk(), size)
                    .warnIf(small && !prepaid, "disk.grows", image.label(), image.minDisk(), size);
        } catch (RefusedException e) {
            if (!Findings.isForbiddenOrMissing(e)) {
                throw e;
            }
            plan.diskSize = Optional.empty();
        }
        findings.warnIf(plan.diskSize.isEmpty(), "disk.unknown", image.label(), image.minDisk())
                .settle(change, context);
    }
}
