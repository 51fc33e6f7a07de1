package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.KeyPair;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import java.util.List;

/** Finds the key pair to log in with: by its name, to learn its owner; or by its public key, to learn its name first. */
final class KeyPairSearch {

    private KeyPairSearch() {}

    static void step(OsChange change, Login login, EcsClient client) throws CloudException, ChangeFailedException {
        if (login instanceof Login.WithPublicKey with && !change.knowsKeyName()) {
            change.keyPair(byPublicKey(
                    change, new PublicKey(with.publicKey()), client.listings().keyPairs()));
        } else {
            String name = login instanceof Login.WithKeyPair with ? with.name() : change.keyName();
            change.keyPair(byName(change, name, client));
        }
    }

    private static KeyPair byPublicKey(OsChange change, PublicKey wanted, List<KeyPair> known)
            throws ChangeFailedException {
        return known.stream()
                .filter(wanted::isOf)
                .findFirst()
                .orElseThrow(() ->
                        Failures.refused(change, text("publicKey.notFound", known.size(), wanted.sha256Fingerprint())));
    }

    private static KeyPair byName(OsChange change, String name, EcsClient client)
            throws CloudException, ChangeFailedException {
        try {
            KeyPair found = client.keyPair(name);
            if (found.userId() == null || found.userId().isBlank()) {
                throw Failures.refused(change, text("keyPair.noOwner", name));
            }
            // By the name it was asked for: what the answer calls it may be left out.
            return new KeyPair(name, found.fingerprint(), found.publicKey(), found.userId());
        } catch (RefusedException e) {
            if (e.error().httpStatus() == 404) {
                throw Failures.refused(change, text("keyPair.notFound", name));
            }
            throw e;
        }
    }
}
