package io.jenkins.plugins.ecs.oschange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import io.jenkins.plugins.ecs.simulator.Region;
import java.util.List;

/** A rig with a request that is about to be checked, and what scenes change of the server, the image and the request. */
final class CheckRig implements AutoCloseable {

    final Rig rig = new Rig();
    final ChangeRequest request = rig.request();

    @Override
    public void close() {
        rig.close();
    }

    void userData(String text) {
        rig.userData = new SecretText(text);
    }

    /** How many requests were sent that are no mere queries. */
    long posts() {
        return rig.cloud.requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }

    static Login password(String text) {
        return new Login.WithPassword(new SecretText(text));
    }

    ObjectNode server() {
        return rig.server().json();
    }

    ObjectNode serverFact(String key, String value) {
        return server().withObject("/metadata").put(key, value);
    }

    void status(String status) {
        server().put("status", status);
    }

    CheckRig tags(String... tags) {
        List.of(tags).forEach(server().putArray("tags")::add);
        return this;
    }

    GuardRails rails(String serverTag, String... images) {
        return rig.guardRails = new GuardRails("otc", serverTag, List.of(images));
    }

    ObjectNode image() {
        return rig.cloud.region().image(Region.IMAGE);
    }

    ObjectNode oldImage() {
        return rig.cloud.region().image(Region.OLD_IMAGE);
    }

    ObjectNode windows(Login login) {
        rig.login = login;
        return image().put("__os_type", "Windows");
    }

    void forbid(String path) {
        for (int i = 0; i < 2; i++) { // images are asked for over all enterprise projects, too
            rig.cloud.faults().answer("GET", path, 403, "Pdp.0001", "Policy does not allow it.");
        }
    }
}
