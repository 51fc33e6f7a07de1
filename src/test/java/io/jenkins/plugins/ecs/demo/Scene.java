package io.jenkins.plugins.ecs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.simulator.Identity;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulated cloud as the demos show it: a fleet of three web servers by tag, of which one has the newest golden image, a database server, and one whose changes fail. {@code ssh}
 * gets into all of them; jobs take seconds. The recipes of the documents fit it as they are printed.
 */
public final class Scene {

    static final String WEB_2 = "1b9c7d52-64e0-4f3a-8a15-0c8e2d7f9a31";
    static final String WEB_3 = "d27f0b6e-95a8-4c1d-b3f4-7e5a9c0d8e46";
    static final String RUNNING_SERVER = "8d4f5b1a-3c02-4a57-9a41-6d2f7c1e0b22";
    static final String FAILING_SERVER = "c0a1d2e3-4b5c-4d6e-8f70-112233445566";
    /** Of the key in {@link DemoKey}. */
    static final String KEY_PAIR = "demo-key";

    /** The port of the recipes, where it is free: each server has an address of its own. */
    public static final int SSH_PORT = 2222;

    /** Some of this machine's own, but not where other programs are used to listen. macOS has to be told first that they are its own. */
    private static final String SSH_NETWORK = "127.0.22.";

    private static final Duration BOOT = Duration.ofSeconds(4);
    private static final Duration CLOUD_INIT = Duration.ofSeconds(6);

    static final String OTHER_IMAGE = "2f1a7c90-52d3-4c0e-a8d7-0b9f6e5d4c3b";
    static final String OLD_GOLDEN = "6c1f0a52-8b7e-4d39-9f24-3e5d7a9b1c41";
    static final String GOLDEN = "6c1f0a52-8b7e-4d39-9f24-3e5d7a9b1c42";

    private Scene() {}

    /** @param publicKey gets into the servers, also after a change that names {@link #KEY_PAIR} */
    public static SimulatedCloud start(int port, String publicKey) throws IOException {
        SimulatedCloud cloud = new SimulatedCloud(Clock.systemUTC(), port).jobsTake(Duration.ofSeconds(12));
        Region region = cloud.region();
        region.imageOrders().take(Duration.ofSeconds(12));
        region.addImage(OTHER_IMAGE, "Standard_Debian_12_latest");
        addGolden(region, OLD_GOLDEN, "golden-web-41", "2026-01-10T06:00:00Z");
        addGolden(region, GOLDEN, "golden-web-42", "2026-02-10T06:00:00Z");
        tag(region.at(Region.SERVER), "role=web");
        tag(runs(region, region.addServer(WEB_2, "web-2", "ACTIVE"), OLD_GOLDEN), "role=web");
        tag(runs(region, region.addServer(WEB_3, "web-3", "ACTIVE"), GOLDEN), "role=web");
        tag(region.addServer(RUNNING_SERVER, "db-1", "ACTIVE"), "role=db");
        region.addServer(FAILING_SERVER, "broken-1", "SHUTOFF").failChanges("Ecs.0021", "Insufficient EVS disk quota.");
        region.keyPairs().create(SimulatedCloud.USER, KEY_PAIR, publicKey);
        letIn(List.copyOf(region.servers().values()), publicKey);
        return cloud;
    }

    /** A private image of the project. */
    private static void addGolden(Region region, String id, String name, String created) {
        region.addImage(id, name);
        region.image(id)
                .put("visibility", "private")
                .put("__imagetype", "private")
                .put("owner", SimulatedCloud.PROJECT)
                .put("__os_version", "Ubuntu 22.04 server 64bit")
                .put("created_at", created);
    }

    private static SimulatedServer runs(Region region, SimulatedServer server, String image) {
        server.json().withObject("/image").put("id", image);
        server.json()
                .withObject("/metadata")
                .put("metering.image_id", image)
                .put("image_name", region.image(image).get("name").asText());
        return server;
    }

    private static void tag(SimulatedServer server, String tag) {
        server.json().putArray("tags").add(tag);
    }

    /** Each server at an address of its own, which the cloud tells as its floating one; all at one, with ports of their own, where that cannot be. */
    private static void letIn(List<SimulatedServer> servers, String publicKey) {
        List<String> own = new ArrayList<>();
        for (int i = 1; i <= servers.size(); i++) {
            own.add(SSH_NETWORK + i);
        }
        boolean free = own.stream().allMatch(Scene::isFree);
        for (SimulatedServer server : servers) {
            server.ssh().authorize(publicKey).upAfter(BOOT).cloudInitTakes(BOOT.plus(CLOUD_INIT));
            if (free) {
                String address = own.remove(0);
                server.floatingAddress(address).ssh().listen(address, SSH_PORT);
            } else {
                server.ssh().listen(0);
            }
        }
    }

    private static boolean isFree(String address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, SSH_PORT));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param key with which to log in to the servers */
    static String describe(SimulatedCloud cloud, DemoKey key) {
        StringBuilder text = new StringBuilder();
        line(text, "endpoint", cloud.endpoint());
        line(text, "project", SimulatedCloud.PROJECT);
        line(text, "access key", SimulatedCloud.ACCESS_KEY.id());
        line(text, "secret key", SimulatedCloud.ACCESS_KEY.secret().reveal());
        line(text, "IAM user", Identity.DOMAIN + " / " + Identity.USER_NAME + ", password " + Identity.PASSWORD);
        cloud.region().servers().values().forEach(server -> line(text, "server", described(server)));
        cloud.region().images().values().forEach(image -> line(text, "image", described(image)));
        line(text, "key pair", Region.KEY_PAIR + " of user " + SimulatedCloud.USER);
        line(text, "key pair", KEY_PAIR + " of the same user, with the private key " + key.file());
        cloud.region()
                .servers()
                .values()
                .forEach(server -> line(
                        text,
                        "login",
                        server.name() + ": ssh -i " + key.file() + " -p "
                                + server.ssh().port() + " root@" + server.ssh().host()));
        return text.toString();
    }

    private static String described(SimulatedServer server) {
        JsonNode tag = server.json().path("tags").path(0);
        return server.id() + "  " + server.name() + ", " + server.status()
                + (tag.isMissingNode() ? "" : ", tag " + tag.asText()) + server.note();
    }

    private static String described(JsonNode image) {
        boolean isPrivate = image.path("visibility").asText().equals("private");
        return image.get("id").asText() + "  " + image.get("name").asText()
                + (isPrivate ? " (private, of this project)" : "");
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format("%-12s%s%n", what, value));
    }
}
