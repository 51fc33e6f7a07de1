package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.login.PrivateKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** A private key, made anew for each simulated cloud and only readable by its user, with which {@code ssh} gets into the simulated servers. */
public record DemoKey(Path file, KeyPair pair) {

    public static DemoKey make() throws IOException {
        try {
            KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
            Path file = Files.createTempFile("ecs-demo-key", "");
            try (OutputStream out = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "demo", null, out);
            }
            file.toFile().deleteOnExit();
            return new DemoKey(file, pair);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** As in {@code authorized_keys}. */
    public String publicLine() {
        return PrivateKeys.publicLine(pair);
    }
}
