package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.KeyPair;
import io.jenkins.plugins.ecs.cloud.RecentLookups;
import io.jenkins.plugins.ecs.cloud.RefusedException;
import io.jenkins.plugins.ecs.oschange.record.CloudWords;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import java.util.List;

/**
 * Finds the key pair to log in with: by its name, to learn or to check its owner; or by its public key, to learn its name first. Key pairs belong to a
 * user and are seen by no other, so that one of somebody else can neither be found nor refused.
 */
final class KeyPairCheck implements PreflightCheck {

    private static final int NOT_FOUND = 404;

    /**
     * What a login's key pair was found to be.
     *
     * @param login the login it was looked for
     * @param pair the key pair with its owner; without an owner while only its name is known; null where it was not found
     */
    record Found(Login login, KeyPair pair, Findings findings) {
        boolean isWhole() {
            return pair == null || pair.userId() != null;
        }
    }

    @Override
    public boolean isDue(Facts facts, Inputs inputs) {
        Found found = Fact.valueOf(facts.keyPair);
        return inputs.wantsKeyPair() && (found == null || !found.login().equals(inputs.login()) || !found.isWhole());
    }

    @Override
    public void look(Facts facts, Inputs inputs, EcsClient client, Moment now) throws CloudException {
        Login login = inputs.login();
        Found known = Fact.valueOf(facts.keyPair);
        boolean nameKnown = known != null && known.login().equals(login) && known.pair() != null;
        String name = nameKnown ? known.pair().name() : null;
        Fact<Found> fact = ((Fact<?>) client.recent()
                        .join(List.of(KeyPairCheck.class, login, nameKnown), () -> find(login, name, client, now)))
                .as(Found.class);
        facts.keyPair = fact;
        if (fact.value().pair() != null && fact.value().isWhole()) {
            client.recent().put(login, fact);
        }
    }

    /** @param name of the pair with that public key, as far as it is known */
    private static Fact<Found> find(Login login, String name, EcsClient client, Moment now) throws CloudException {
        Found found;
        if (login instanceof Login.WithKeyPair with) {
            found = byName(login, with.name(), with.userId(), client);
        } else if (login instanceof Login.WithPublicKey with && name == null) {
            found = byPublicKey(login, new PublicKey(with.publicKey()), client.keyPairs());
        } else {
            found = byName(login, name, null, client);
        }
        return new Fact<>(found, now);
    }

    @Override
    public void recall(Facts facts, Inputs inputs, RecentLookups recent, Moment now) {
        Fact<Found> known = Fact.recent(recent, inputs.login(), Found.class, now);
        facts.keyPair = known == null ? facts.keyPair : known;
    }

    @Override
    public Findings findings(Facts facts, Inputs inputs) {
        Found found = Fact.valueOf(facts.keyPair);
        return inputs.wantsKeyPair() && found != null ? found.findings() : new Findings();
    }

    private static Found byPublicKey(Login login, PublicKey wanted, List<KeyPair> known) {
        KeyPair pair = known.stream().filter(wanted::isOf).findFirst().orElse(null);
        Findings findings =
                new Findings().refuseIf(pair == null, "publicKey.notFound", known.size(), wanted.sha256Fingerprint());
        return new Found(login, pair == null ? null : new KeyPair(pair.name(), null, null, null), findings);
    }

    private static Found byName(Login login, String name, String owner, EcsClient client) throws CloudException {
        Findings findings = new Findings();
        try {
            KeyPair found = client.keyPair(name);
            String foundOwner = found.userId() == null || found.userId().isBlank() ? owner : found.userId();
            findings.refuseIf(foundOwner == null, "keyPair.noOwner", name)
                    .refuseIf(
                            owner != null && !owner.equals(foundOwner), "keyPair.otherOwner", name, foundOwner, owner);
            // By the name it was asked for: what the answer calls it may be left out.
            return new Found(login, foundOwner == null ? null : new KeyPair(name, null, null, foundOwner), findings);
        } catch (RefusedException e) {
            boolean missing = e.error().httpStatus() == NOT_FOUND;
            if (!missing && !Findings.isForbidden(e)) {
                throw e;
            }
            findings.refuseIf(owner == null && missing, "keyPair.notFound", name)
                    .refuseIf(owner == null && !missing, "keyPair.mayNotLook", name, CloudWords.told(e))
                    .warnIf(owner != null, "keyPair.unchecked", name, owner);
            // Only the cloud can tell whether that owner has it.
            return new Found(login, owner == null ? null : new KeyPair(name, null, null, owner), findings);
        }
    }
}
