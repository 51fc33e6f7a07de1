package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Reads user data out of a credential: text only, since compressed data could be neither checked nor masked. */
final class UserDataText {

    private UserDataText() {}

    /**
     * @return null when the credential is of a kind that holds no text
     * @throws UncheckedIOException when its file cannot be read, or is no UTF-8 text
     */
    @CheckForNull
    static SecretText of(StandardCredentials credential) {
        if (credential instanceof StringCredentials text) {
            return new SecretText(Secret.toString(text.getSecret()));
        }
        return credential instanceof FileCredentials file ? new SecretText(read(file)) : null;
    }

    static String read(FileCredentials file) {
        try (InputStream content = file.getContent()) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.readAllBytes()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
