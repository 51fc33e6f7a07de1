package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** The simulated cloud as the demos show it: three servers that {@code ssh} gets into, two images, two key pairs, jobs of a few seconds. */
final class Scene {

    static final String RUNNING_SERVER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    static final String FAILING_SERVER = "c0a1d2e3-4b5c-4d6e-8f70-112233445566";
    /** Of the key in {@link DemoKey}. */
    static final String KEY_PAIR = "demo-key";

    private static final Duration BOOT = Duration.ofSeconds(4);
    private static final Duration CLOUD_INIT = Duration.ofSeconds(6);

    static final String OTHER_IMAGE = "2f1a7c90-52d3-4c0e-a8d7-0b9f6e5d4c3b";

    private Scene() {}

    /** @param publicKey gets into the servers, also after a change that names {@link #KEY_PAIR} */
    static SimulatedCloud start(int port, String publicKey) throws IOException {
        SimulatedCloud cloud = new SimulatedCloud(Clock.systemUTC(), port).jobsTake(Duration.ofSeconds(12));
        cloud.region().imageOrders().take(Duration.ofSeconds(12));
        cloud.region().addServer(RUNNING_SERVER, "db-1", "ACTIVE");
        cloud.region()
                .addServer(FAILING_SERVER, "broken-1", "SHUTOFF")
                .failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        cloud.region().addImage(OTHER_IMAGE, "Standard_Debian_12_latest");
        cloud.region().keyPairs().create(SimulatedCloud.USER, KEY_PAIR, publicKey);
        cloud.region().servers().values().forEach(server -> {
            server.ssh().authorize(publicKey).upAfter(BOOT).cloudInitTakes(BOOT.plus(CLOUD_INIT));
            server.ssh().listen(0);
        });
        return cloud;
    }

    /** @param key with which to log in to the servers */
    static String describe(SimulatedCloud cloud, DemoKey key) {
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
        line(text, "key pair", KEY_PAIR + " of the same user, with the private key " + key.file());
        cloud.region()
                .servers()
                .values()
                .forEach(server -> line(
                        text,
                        "login",
                        server.name() + ": ssh -i " + key.file() + " -p "
                                + server.ssh().port() + " root@127.0.0.1"));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format("%-12s%s%n", what, value));
    }
}
