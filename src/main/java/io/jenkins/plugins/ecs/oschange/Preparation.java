package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.Server;
import java.time.Duration;
import java.util.Objects;

/** Everything that can be found wrong before a byte is sent that changes something: one lookup each time. */
final class Preparation implements Phase {

    @Override
    public Duration advance(OsChange change, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        Login login = context.login();
        EcsClient client = context.client();
        if (change.before() == null) {
            lookAtServer(change, client, context);
        } else if (change.imageName() == null) {
            lookAtImage(change, client);
        } else if (needsKeyPair(login) && change.keyPair(login) == null) {
            KeyPairSearch.step(change, login, client);
        } else {
            tellPlan(change, login, context);
            boolean stop = change.request().stopFirst() && !change.before().isStopped();
            if (change.request().dryRun()) {
                context.progress().say(text(stop ? "dryRun.stop" : "dryRun"));
                change.enter(State.SUCCEEDED, context);
            } else {
                change.enter(stop ? State.STOPPING : State.CHECKED, context);
            }
        }
        return Duration.ZERO;
    }

    private static void lookAtServer(OsChange change, EcsClient client, ChangeContext context)
            throws CloudException, ChangeFailedException {
        Server server = client.server(change.request().serverId());
        ServerSnapshot seen = new ServerSnapshot(server);
        change.before(seen);
        context.progress()
                .say(text(
                        "server.found", change.serverLabel(), seen.label(), seen.imageLabel(), seen.systemVolumeId()));
        String obstacle = obstacle(change.request(), server);
        if (obstacle != null) {
            throw Failures.refused(change, obstacle);
        }
    }

    private static String obstacle(ChangeRequest request, Server server) {
        if (server.locked()) {
            return text("server.locked");
        }
        if (server.systemVolumeId() == null) {
            return text("server.noSystemDisk");
        }
        if (!server.isIdle()) {
            return text("server.busy", server.taskState());
        }
        if ("ACTIVE".equals(server.status()) && request.mode() == null && !request.stopFirst()) {
            return text("server.running");
        }
        return null;
    }

    private static void lookAtImage(OsChange change, EcsClient client) throws CloudException, ChangeFailedException {
        Image image = client.image(change.request().imageId());
        if (image == null) {
            throw Failures.refused(
                    change, text("image.missing", change.request().imageId()));
        }
        if (!"active".equals(image.status())) {
            throw Failures.refused(change, text("image.inactive", image.name(), image.status()));
        }
        // Never null: that would mean that the image was not looked up yet.
        change.imageName(Objects.toString(image.name(), ""));
    }

    private static boolean needsKeyPair(Login login) {
        return login instanceof Login.WithKeyPair || login instanceof Login.WithPublicKey;
    }

    private static void tellPlan(OsChange change, Login login, ChangeContext context) throws MisconfiguredException {
        Progress progress = context.progress();
        progress.say(text("plan.image", change.imageLabel()));
        Login.WithKeyPair key = change.keyPair(login);
        if (key != null) {
            progress.say(text("plan.keyPair", key.name(), key.userId()));
        } else if (login instanceof Login.WithPassword) {
            progress.say(text("plan.password"));
            if (context.userData() != null) {
                progress.say(text("plan.passwordAndUserData"));
            }
        } else {
            progress.say(text(context.userData() == null ? "plan.noLogin" : "plan.userDataLogin"));
        }
        progress.say(text("plan.disk", change.before().systemVolumeId()));
    }
}
