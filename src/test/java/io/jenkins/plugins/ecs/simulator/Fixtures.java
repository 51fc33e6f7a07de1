package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The vendor's documentation examples of a server, an image and a key pair. Each call returns a new copy. */
final class Fixtures {

    private static final ObjectNode SERVER = (ObjectNode) read("server.json").get("server");
    private static final ObjectNode IMAGE =
            (ObjectNode) read("images.json").get("images").get(0);
    private static final ObjectNode KEY_PAIR = (ObjectNode) read("keypair.json").get("keypair");

    private Fixtures() {}

    static ObjectNode server() {
        return SERVER.deepCopy();
    }

    static ObjectNode image() {
        return IMAGE.deepCopy();
    }

    static ObjectNode keyPair() {
        return KEY_PAIR.deepCopy();
    }

    private static ObjectNode read(String name) {
        try (var in = Fixtures.class.getResourceAsStream(name)) {
            return (ObjectNode) Answer.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
