package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.CloudException;
import io.jenkins.plugins.ecs.cloud.EcsClient;
import io.jenkins.plugins.ecs.cloud.Image;
import io.jenkins.plugins.ecs.cloud.KeyPair;
import io.jenkins.plugins.ecs.cloud.Server;
import io.jenkins.plugins.ecs.oschange.record.Moment;
import io.jenkins.plugins.ecs.oschange.record.Plan;
import io.jenkins.plugins.ecs.oschange.record.ServerSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be found wrong before a byte is sent that changes something: one query each time, and in the end a {@link Plan}. What was looked up is reused while
 * it is young, so that a second round soon after the first costs one look at the server. In memory only; one thread at a time.
 */
public final class Preflight {

    /** What a new round takes over from the one before, or from other changes: facts that leave time to send what is planned by them. */
    static final Duration YOUNG = Plan.FRESH.minusSeconds(5);

    /** In this order, since each may need what those before it have found. */
    private static final List<PreflightCheck> CHECKS = List.of(
            new ServerCheck(),
            new NamedServerCheck(),
            new ImageCheck(),
            new OldImageCheck(),
            new DiskCheck(),
            new EncryptionCheck(),
            new KeyPairCheck(),
            new ImageQuotaCheck(),
            new ImageNameCheck());

    private final Facts facts = new Facts();

    /** Begins a round: the server is looked at again in any case, the rest where it is no longer young. */
    public void begin(Moment now) {
        facts.forgetOlderThan(YOUNG, now);
        facts.forgetServer();
    }

    /** Takes a look at the server that was made by somebody else. */
    public void saw(Server server, Moment now) {
        facts.saw(server, now);
    }

    /** @return the server by the last look, or null before the first one of this round */
    public Server server() {
        return Fact.valueOf(facts.server);
    }

    /** Whether the server may be changed but need not be, since it has the image already: then no state of it is an obstacle. */
    public boolean isSuperfluous(Inputs inputs) {
        return CurrentImage.of(facts, inputs) == CurrentImage.YES;
    }

    /** @return the image asked for, or null where it is not known, or may not be queried */
    public Image image() {
        return facts.imageOrNull();
    }

    /** The key pair to log in with and its owner; null where the login is none, or it is still to be found. */
    private KeyPair keyPair(Inputs inputs) {
        KeyPairCheck.Found found = Fact.valueOf(facts.keyPair);
        return inputs.wantsKeyPair() && found != null ? found.pair() : null;
    }

    /**
     * Makes the next query that is due.
     *
     * @return the plan when none is due any more, else null
     * @throws ObstacleException when what is known already shows that the change cannot be made
     */
    public Plan look(Inputs inputs, EcsClient client, Moment now) throws CloudException, ObstacleException {
        Optional<PreflightCheck> due = nextDue(inputs, client, now);
        if (due.isPresent()) {
            if (facts.server != null) {
                due.get().limit(client.limits()).charge();
            }
            due.get().look(facts, inputs, client, now);
            if (CurrentImage.of(facts, inputs) == CurrentImage.NO) {
                refuse(findings(due.get(), inputs));
            }
            if (isSuperfluous(inputs)) {
                return null;
            }
            if (nextDue(inputs, client, now).isPresent()) {
                return null;
            }
        }
        if (isSuperfluous(inputs)) {
            return null;
        }
        if (!facts.oldest().isWithin(YOUNG, now)) {
            facts.forgetOlderThan(YOUNG, now);
            return null;
        }
        Findings all = findings(CHECKS.get(CHECKS.size() - 1), inputs);
        refuse(all);
        return plan(inputs, all.warnings());
    }

    /** What is found by the checks up to this one, whose facts are known. */
    private Findings findings(PreflightCheck last, Inputs inputs) {
        Findings found = new Findings();
        CHECKS.subList(0, CHECKS.indexOf(last) + 1).forEach(check -> found.add(check.findings(facts, inputs)));
        return found;
    }

    /** The next check that needs a query of its own: not one whose fact another change has just looked up. */
    private Optional<PreflightCheck> nextDue(Inputs inputs, EcsClient client, Moment now) throws ObstacleException {
        for (PreflightCheck check : CHECKS) {
            if (check.isDue(facts, inputs)) {
                check.recall(facts, inputs, client.recent(), now);
                if (check.isDue(facts, inputs)) {
                    return Optional.of(check);
                }
                refuse(check.findings(facts, inputs));
            }
        }
        return Optional.empty();
    }

    private static void refuse(Findings findings) throws ObstacleException {
        if (!findings.obstacles().isEmpty()) {
            throw new ObstacleException(findings.obstacles());
        }
    }

    private Plan plan(Inputs inputs, List<String> warnings) {
        ServerSnapshot seen = new ServerSnapshot(server());
        KeyPair key = keyPair(inputs);
        return new Plan(
                seen,
                facts.imageId(inputs),
                key == null ? null : key.name(),
                key == null ? null : key.userId(),
                inputs.request().stopFirst() && seen.isRunning(),
                server().dataDisks(),
                inputs.fingerprint(),
                warnings,
                facts.oldest());
    }
}
