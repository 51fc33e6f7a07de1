package io.jenkins.plugins.ecs.cloud;

import java.util.Collection;

/**
 * What the cloud said when it refused or failed.
 *
 * @param httpStatus the status of the reply; the vendor's table warns that it may be inaccurate, and some errors come with 200 or 202
 * @param code the most telling error code, for example {@code Ecs.0021}, or null where the reply had none
 * @param outerCode the code around it where {@code code} stood in the details of another one, else null
 * @param message the cloud's own words, on one line, but not shortened; never null
 * @param requestId what the vendor's support asks for, or null
 */
public record CloudError(int httpStatus, String code, String outerCode, String message, String requestId) {

    public CloudError(int httpStatus, String code, String message, String requestId) {
        this(httpStatus, code, null, message, requestId);
    }

    /** The same where none of these secrets is repeated. */
    CloudError without(Collection<SecretText> secrets) {
        return new CloudError(
                httpStatus,
                SecretText.mask(code, secrets),
                SecretText.mask(outerCode, secrets),
                SecretText.mask(message, secrets),
                SecretText.mask(requestId, secrets));
    }

    /** Code and words on one line, for people. */
    public String summary() {
        String what = code == null ? "HTTP " + httpStatus : code;
        return message.isEmpty() ? what : what + ": " + message;
    }
}
