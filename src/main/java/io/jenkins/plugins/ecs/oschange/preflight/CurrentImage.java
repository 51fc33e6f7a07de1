package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;

/** {@code skipIfCurrent}: whether the server has the image already, so that no state of it is an obstacle. */
enum CurrentImage {
    /** Server or image are still to be found. */
    OPEN,
    YES,
    NO;

    private static final PreflightCheck NAMED_SERVER = new NamedServerCheck();

    static CurrentImage of(Facts facts, Inputs inputs) {
        ChangeRequest request = inputs.request();
        if (!request.skipIfCurrent()) {
            return NO;
        }
        Server server = Fact.valueOf(facts.server);
        if (server == null) {
            return OPEN;
        }
        ServerSnapshot seen = new ServerSnapshot(server);
        boolean renamed = request.serverName() != null && !request.serverName().equals(server.name());
        boolean forbidden = inputs.guardRails().violation(server) != null
                || !NAMED_SERVER.findings(facts, inputs).obstacles().isEmpty();
        boolean imageKnown = request.imageName() == null || facts.imageOrNull() != null;
        boolean fits = imageKnown ? seen.isAtRestWith(facts.imageId(inputs)) : seen.isRunning() || seen.isStopped();
        if (renamed || forbidden || seen.systemVolumeId() == null || facts.imageProblem != null || !fits) {
            return NO;
        }
        boolean serverKnown = request.serverName() == null || facts.namedServer != null;
        return imageKnown && serverKnown ? YES : OPEN;
    }
}
