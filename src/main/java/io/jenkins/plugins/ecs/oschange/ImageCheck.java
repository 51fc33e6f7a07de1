package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.cloud.Server;
import java.util.Objects;
import java.util.Optional;

/** Whether the image is there, is the administrator's to give, and can become this server's OS, with the login that is asked for. */
final class ImageCheck implements PreflightCheck {

    private static final String FOR_SERVERS = "FusionCompute";

    @Override
    public boolean isDue(OsChange change, Login login) {
        return change.plan().image == null;
    }

    @Override
    public void look(OsChange change, Login login, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        ChangeRequest request = change.request();
        Image image = null;
        Findings findings = new Findings();
        try {
            image = context.client().image(request.imageId());
            if (image == null) {
                throw Failures.refused(change, text("image.missing", request.imageId()));
            }
            change.imageName(Objects.toString(image.name(), ""));
            addFindings(findings, image, change.plan().server);
            LoginChecks.add(findings, request, login, context.userData() != null, image);
        } catch (RefusedException e) {
            if (!Findings.isForbidden(e)) {
                throw e;
            }
            findings.warnIf(true, "image.unchecked", request.imageId(), e.getMessage());
        }
        change.plan().image = Optional.ofNullable(image);
        findings.refuse(context.guardRails().violation(request.imageId(), image)).settle(change, context);
    }

    private static void addFindings(Findings findings, Image image, Server server) {
        String oldOs = server.osType();
        findings.refuseIf(!"active".equals(image.status()), "image.inactive", image.label(), image.status())
                .refuseIf(
                        image.environment() != null && !FOR_SERVERS.equals(image.environment()),
                        "image.environment",
                        image.label(),
                        image.environment(),
                        FOR_SERVERS)
                .refuseIf(server.isPrepaid() && "market".equals(image.kind()), "image.market", image.label())
                .warnIf(
                        oldOs != null && image.osType() != null && !oldOs.equals(image.osType()),
                        "image.osFamily",
                        oldOs,
                        image.osType());
    }
}
