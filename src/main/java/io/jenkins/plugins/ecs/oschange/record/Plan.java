package io.jenkins.plugins.ecs.oschange.record;

import java.time.Duration;
import java.util.List;

/**
 * What was checked, and so what may be sent: the only thing that the sender goes by. Made by preflight, in memory only, immutable, without secrets: login, user data
 * and guardrails are in it as fingerprints.
 *
 * @param server the server as seen, with the system disk that will be deleted
 * @param imageId the image that will be installed
 * @param keyName the key pair to log in with, or null
 * @param keyOwner the IAM user who owns it, or null
 * @param stops whether the server has to be stopped before the request
 * @param dataDisks how many disks stay attached
 * @param inputs fingerprint of login, user data and guardrails
 * @param warnings what is doubtful, for people
 * @param made when the oldest of its facts was looked up
 */
public record Plan(
        ServerSnapshot server,
        String imageId,
        String keyName,
        String keyOwner,
        boolean stops,
        long dataDisks,
        String inputs,
        List<String> warnings,
        Moment made) {

    /** How old a fact may be on which something destructive is decided. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    public Plan {
        warnings = List.copyOf(warnings);
    }

    /** Whether the request may be sent by it now. @param inputsNow the fingerprint of login, user data and guardrails at this moment */
    public boolean isGood(String inputsNow, Moment now) {
        return inputs.equals(inputsNow) && made.isWithin(FRESH, now);
    }
}
