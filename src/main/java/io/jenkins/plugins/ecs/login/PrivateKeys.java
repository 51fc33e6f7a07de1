package io.jenkins.plugins.ecs.login;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads SSH private keys as {@code ssh-keygen} and OpenSSL write them. Threads: any. */
public final class PrivateKeys {

    private static final NamedResource NAMELESS = () -> "private key";

    private PrivateKeys() {}

    /**
     * @param passphrase null or empty for none
     * @return null where the text is no private key
     * @throws IOException where it is one that cannot be read, with a wrong passphrase for example
     */
    public static KeyPair read(SecretText pem, SecretText passphrase) throws IOException {
        String word = passphrase == null ? "" : passphrase.reveal();
        try (InputStream text =
                new ByteArrayInputStream((pem.reveal().strip() + '\n').getBytes(StandardCharsets.US_ASCII))) {
            Iterable<KeyPair> read = SecurityUtils.loadKeyPairIdentities(
                    null, NAMELESS, text, (session, resource, attempt) -> word.isEmpty() ? null : word);
            return read == null ? null : read.iterator().next();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IOException( // the message of the cause might repeat the key
                    word.isEmpty()
                            ? "it needs a passphrase, or is damaged"
                            : "wrong passphrase, or the key is damaged");
        }
    }

    /** The public half as it stands in {@code authorized_keys}: kind and base64. */
    public static String publicLine(KeyPair pair) {
        String[] words = PublicKeyEntry.toString(pair.getPublic()).split(" ");
        return words[0] + ' ' + words[1];
    }
}
