package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;

/**
 * What a change is checked against, as it is at this moment; not to be kept, since it holds secrets.
 *
 * @param userData in clear text, or null
 */
public record Inputs(ChangeRequest request, Login login, SecretText userData, GuardRails guardRails) {

    public static Inputs of(ChangeRequest request, ChangeContext context) throws MisconfiguredException {
        return new Inputs(request, context.login(), context.userData(), context.guardRails());
    }

    /** Equal for equal login, user data and guardrails; tells nothing of them. */
    public String fingerprint() {
        return Fingerprint.of(login, userData, guardRails);
    }

    boolean wantsKeyPair() {
        return login instanceof Login.WithKeyPair || login instanceof Login.WithPublicKey;
    }
}
