package io.jenkins.plugins.ecs.oschange;

import static io.jenkins.plugins.ecs.oschange.Texts.text;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.KeyPair;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the key pair to log in with: by its name, to learn or to check its owner; or by its public key, to learn its name first. Key pairs belong to a
 * user and are seen by no other, so that one of somebody else can neither be found nor refused.
 */
final class KeyPairCheck implements PreflightCheck {

    @Override
    public boolean isDue(OsChange change, Login login) {
        boolean keyPair = login instanceof Login.WithKeyPair || login instanceof Login.WithPublicKey;
        return keyPair && change.plan().keyPair == null;
    }

    @Override
    public void look(OsChange change, Login login, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        EcsClient client = context.client();
        if (login instanceof Login.WithPublicKey with && !change.knowsKeyName()) {
            change.keyPair(byPublicKey(
                    change, new PublicKey(with.publicKey()), client.listings().keyPairs()));
        } else if (login instanceof Login.WithKeyPair with) {
            found(change, byName(change, with.name(), with.userId(), context));
        } else {
            found(change, byName(change, change.keyName(), null, context));
        }
    }

    private static void found(OsChange change, KeyPair pair) {
        change.plan().keyPair = Optional.ofNullable(pair);
        if (pair != null) {
            change.keyPair(pair);
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

    /** @return null where only the cloud can tell whether that owner has it */
    private static KeyPair byName(OsChange change, String name, String owner, ChangeContext context)
            throws CloudException, ChangeFailedException, MisconfiguredException {
        try {
            KeyPair found = context.client().keyPair(name);
            String foundOwner = found.userId() == null || found.userId().isBlank() ? owner : found.userId();
            new Findings()
                    .refuseIf(foundOwner == null, "keyPair.noOwner", name)
                    .refuseIf(owner != null && !owner.equals(foundOwner), "keyPair.otherOwner", name, foundOwner, owner)
                    .settle(change, context);
            // By the name it was asked for: what the answer calls it may be left out.
            return new KeyPair(name, found.fingerprint(), found.publicKey(), foundOwner);
        } catch (RefusedException e) {
            boolean missing = e.error().httpStatus() == 404;
            if (!missing && !Findings.isForbidden(e)) {
                throw e;
            }
            new Findings()
                    .refuseIf(owner == null && missing, "keyPair.notFound", name)
                    .refuseIf(owner == null && !missing, "keyPair.mayNotLook", name, e.getMessage())
                    .warnIf(owner != null, "keyPair.unchecked", name, owner)
                    .settle(change, context);
            return null;
        }
    }
}
