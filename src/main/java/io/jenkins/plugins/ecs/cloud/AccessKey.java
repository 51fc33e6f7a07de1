package io.jenkins.plugins.ecs.cloud;

import io.jenkins.plugins.ecs.cloud.ConfigurationException.Field;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An access key of the cloud: the key's id (AK), its secret (SK) and, for temporary keys, the security token. What cannot be seen at the ends of the three is left
 * out; an empty security token is none.
 *
 * @param id the access key id, which is no secret but is not printed either
 * @param secret the secret access key
 * @param securityToken the token of a temporary key, or null
 */
public record AccessKey(String id, SecretText secret, SecretText securityToken) {

    private static final Pattern ID = Pattern.compile("[A-Z0-9]{20}");
    private static final Pattern SECRET = Pattern.compile("(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{35,}");

    public AccessKey {
        Objects.requireNonNull(id);
        Objects.requireNonNull(secret);
        id = PastedText.trimmed(id);
        secret = trimmed(secret);
        securityToken =
                securityToken == null || trimmed(securityToken).reveal().isEmpty() ? null : trimmed(securityToken);
    }

    public AccessKey(String id, String secret) {
        this(id, new SecretText(secret), null);
    }

    /** Whether it can sign a request at all. @throws ConfigurationException names the field that it cannot use */
    public void validate() throws ConfigurationException {
        PastedText.requirePlain(Field.ACCESS_KEY_ID, id);
        PastedText.requirePlain(Field.SECRET_ACCESS_KEY, secret.reveal());
        if (securityToken != null) {
            PastedText.requirePlain(Field.SECURITY_TOKEN, securityToken.reveal());
        }
    }

    /**
     * Whether it has the form of the IDs that the clouds make, and no secret has: 20 capital letters and digits.
     *
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_03_0001.html">IAM API reference: creating a permanent access key</a>
     */
    public static boolean looksLikeId(String typed) {
        return ID.matcher(PastedText.trimmed(typed)).matches();
    }

    /** The same of their secrets, which are longer and have small letters, too. */
    public static boolean looksLikeSecret(String typed) {
        return SECRET.matcher(PastedText.trimmed(typed)).matches();
    }

    private static SecretText trimmed(SecretText text) {
        return new SecretText(PastedText.trimmed(text.reveal()));
    }

    @Override
    public String toString() {
        return "AccessKey[****]";
    }
}
