package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.Objects;
import java.util.Set;

/**
 * Whether the server is there, is the administrator's to change, and in a state that allows it. States: the vendors ask for a stopped server or one
 * whose last change failed, and have no status of its own for the latter; {@code ERROR} is the one it can be in.
 */
final class ServerCheck implements PreflightCheck {

    private static final Set<String> READY = Set.of("SHUTOFF", "ERROR");

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        return facts.server == null;
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        facts.saw(client.server(inputs.serverId()), now);
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Server server = facts.server.value();
        ChangeRequest request = inputs.request();
        String status = Objects.toString(server.status(), "-");
        boolean running = status.equals("ACTIVE");
        boolean mayStop = request.mode() != null || request.stopFirst();
        String name = request.serverName();
        return new Findings()
                .refuseIf(
                        name != null && !name.equals(server.name()),
                        "find.server.renamed",
                        name,
                        server.id(),
                        Objects.toString(server.name(), "-"))
                .refuseIf(server.locked(), "server.locked", Objects.toString(server.lockSource(), "-"))
                .refuseIf("freeze".equals(server.resourceStatus()), "server.frozen", server.resourceStatus())
                .refuseIf(server.systemVolumeId() == null, "server.noSystemDisk")
                .refuseIf(!server.isIdle(), "server.busy", status, server.taskState())
                .refuseIf(server.isIdle() && running && !mayStop, "server.running", status)
                .refuseIf(server.isIdle() && !running && !READY.contains(status), "server.state", status)
                .refuseIf(server.isSpot(), "server.spot")
                .warnIf(status.equals("ERROR"), "server.error", status)
                .warnIf(server.isPrepaid(), request.autoPay() ? "server.prepaidPays" : "server.prepaid")
                .refuse(inputs.guardRails().violation(server));
    }
}
