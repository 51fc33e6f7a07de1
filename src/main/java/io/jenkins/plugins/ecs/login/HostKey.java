package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The key by which an SSH server proves who it is.
 *
 * @param kind as in {@code known_hosts}: {@code ssh-ed25519} …
 * @param fingerprint {@code SHA256:…}, as OpenSSH shows it
 * @param base64 the key itself, as in {@code known_hosts}
 */
public record HostKey(String kind, String fingerprint, String base64) {

    public static HostKey of(PublicKey key) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return new HostKey(
                PublicKeyEntry.toString(key).split(" ")[0],
                KeyUtils.getFingerPrint(BuiltinDigests.sha256, key),
                Base64.getEncoder().encodeToString(buffer.getCompactData()));
    }

    /** Whether a server's console names it, as cloud-init writes the keys and their fingerprints there. */
    public boolean isNamedIn(SecretText console) {
        return isWordIn(fingerprint, console.reveal()) || isWordIn(base64, console.reveal());
    }

    private static boolean isWordIn(String word, String text) {
        return Pattern.compile("(?<![A-Za-z0-9+/=:])" + Pattern.quote(word) + "(?![A-Za-z0-9+/=:])")
                .matcher(text)
                .find();
    }

    /** Kind and fingerprint, for people. */
    @Override
    public String toString() {
        return kind + ' ' + fingerprint;
    }
}
