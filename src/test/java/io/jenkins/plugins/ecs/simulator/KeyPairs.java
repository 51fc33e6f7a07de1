package io.jenkins.plugins.ecs.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The key pairs of the simulated cloud. Each belongs to one user, who alone can see it; two users may have key pairs of the same name. */
public final class KeyPairs {

    private final Map<String, ObjectNode> known = new LinkedHashMap<>();

    KeyPairs() {
        put(SimulatedCloud.USER, Region.KEY_PAIR, Fixtures.keyPair());
    }

    /** Creates a key pair for a user. Replaces an existing one of the same name. */
    public synchronized void create(String userId, String name, String publicKey) {
        String fingerprint = UUID.nameUUIDFromBytes(publicKey.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .replaceAll("(..)(?=.)", "$1:");
        put(
                userId,
                name,
                Fixtures.keyPair()
                        .put("name", name)
                        .put("user_id", userId)
                        .put("public_key", publicKey)
                        .put("fingerprint", fingerprint));
    }

    /** Deletes a user's key pair. */
    public synchronized void delete(String userId, String name) {
        known.remove(userId + '/' + name);
    }

    /** A user's key pair as the API returns it, for tests to modify; null if there is none. */
    public synchronized ObjectNode of(String userId, String name) {
        return known.get(userId + '/' + name);
    }

    private void put(String userId, String name, ObjectNode keyPair) {
        known.put(userId + '/' + name, keyPair);
    }

    /** The list of the calling user's key pairs. */
    synchronized Answer list() {
        ObjectNode root = Answer.MAPPER.createObjectNode();
        var list = root.putArray("keypairs");
        known.forEach((key, keyPair) -> {
            if (key.startsWith(SimulatedCloud.USER + '/')) {
                ObjectNode listed = keyPair.deepCopy();
                listed.remove("user_id");
                list.addObject().set("keypair", listed);
            }
        });
        return Answer.ok(root);
    }

    synchronized Answer detail(String name) {
        ObjectNode keyPair = of(SimulatedCloud.USER, name);
        return keyPair == null
                ? Answer.nova(404, "itemNotFound", "Keypair " + name + " not found for user " + SimulatedCloud.USER)
                : Answer.ok(Answer.MAPPER.createObjectNode().set("keypair", keyPair));
    }
}
