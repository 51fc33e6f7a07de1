package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** The simulated cloud as the demos show it: three servers, two images, one key pair, jobs of a few seconds. */
final class Scene {

    static final String RUNNING_SERVER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    static final String FAILING_SERVER = "c0a1d2e3-4b5c-4d6e-8f70-112233445566";
    static final String OTHER_IMAGE = "2f1a7c90-52d3-4c0e-a8d7-0b9f6e5d4c3b";

    private Scene() {}

    static SimulatedCloud start(int port) throws IOException {
        SimulatedCloud cloud = new SimulatedCloud(Clock.systemUTC(), port).jobsTake(Duration.ofSeconds(12));
        cloud.region().addServer(RUNNING_SERVER, "db-1", "ACTIVE");
        cloud.region()
                .addServer(FAILING_SERVER, "broken-1", "SHUTOFF")
                .failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        cloud.region().addImage(OTHER_IMAGE, "Standard_Debian_12_latest");
        return cloud;
    }

    static String describe(SimulatedCloud cloud) {
        StringBuilder text = new StringBuilder();
        line(text, "endpoint", cloud.endpoint());
        line(text, "project", SimulatedCloud.PROJECT);
        line(text, "access key", SimulatedCloud.ACCESS_KEY.id());
        line(text, "secret key", SimulatedCloud.ACCESS_KEY.secret().reveal());
        line(text, "IAM user", Identity.DOMAIN + " / " + Identity.USER_NAME + ", password " + Identity.PASSWORD);
        cloud.region()
                .servers()
                .values()
                .forEach(server -> line(
                        text, "server", server.id() + "  " + server.name() + ", " + server.status() + server.note()));
        cloud.region()
                .images()
                .values()
                .forEach(image -> line(
                        text,
                        "image",
                        image.get("id").asText() + "  " + image.get("name").asText()));
        line(text, "key pair", Region.KEY_PAIR + " of user " + SimulatedCloud.USER);
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format("%-12s%s%n", what, value));
    }
}
