package io.jenkins.plugins.ecs.oschange.preflight;

import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import io.jenkins.plugins.ecs.oschange.record.ChangeRequest;
import java.util.List;

/**
 * What a change is checked against, as it is at this moment; not to be kept, since it holds secrets.
 *
 * @param serverId of the server that was asked for, also where that was by name
 * @param data the user data, or null
 * @param needsImage whether an image of the system disk is to be made first
 */
public record Inputs(
        ChangeRequest request, String serverId, Login login, UserData data, GuardRails guardRails, boolean needsImage) {

    public static Inputs of(ChangeRecord record, ChangeContext context) throws MisconfiguredException {
        SecretText typed = context.userData();
        UserData data = typed == null || typed.reveal().isBlank() ? null : UserData.of(typed);
        return new Inputs(
                record.request(), record.serverId(), context.login(), data, context.guardRails(), record.needsImage());
    }

    /** @throws ObstacleException when they cannot be sent, whatever the server is like */
    public void check() throws ObstacleException {
        try {
            Validation.check(request, login, userData());
        } catch (InvalidInputException e) {
            throw new ObstacleException(List.of(e.getMessage()));
        }
    }

    /** What is sent, in clear text; or null. */
    public SecretText userData() {
        return data == null ? null : data.sent();
    }

    /** Equal for equal login, user data and guardrails; tells nothing of them. */
    public String fingerprint() {
        return Fingerprint.of(login, userData(), guardRails);
    }

    boolean wantsKeyPair() {
        return login instanceof Login.WithKeyPair || login instanceof Login.WithPublicKey;
    }
}
