package io.jenkins.plugins.ecs.login;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.ecs.cloud.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private keys as {@code ssh-keygen} writes them. */
class PrivateKeysTest {

    private static final String FOLDER = "/io/jenkins/plugins/ecs/credentials/";

    private static String read(String name) throws IOException {
        try (var in = PrivateKeysTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String publicLine(String pem, String passphrase) throws IOException {
        return PrivateKeys.publicLine(PrivateKeys.read(new SecretText(pem), new SecretText(passphrase)));
    }

    @ParameterizedTest
    @CsvSource({"rsa, ''", "ed25519, ''", "ecdsa, ''", "rsa-pem-with-passphrase, open-sesame"})
    void areReadWithTheirPublicHalf(String name, String passphrase) throws IOException {
        String[] words = read(name + ".pub").split(" ");
        String published = words[0] + " " + words[1];

        assertEquals(published, publicLine(read(name + ".key"), passphrase));
        assertEquals(published, publicLine("\n  " + read(name + ".key").strip() + "  ", passphrase), "as it is pasted");
        assertEquals(published, publicLine(read(name + ".key").replace("\n", "\r\n"), passphrase), "from Windows");
    }

    @Test
    void areNotReadWithAWrongPassphrase() throws IOException {
        SecretText pem = new SecretText(read("rsa-pem-with-passphrase.key"));
        for (String wrong : new String[] {"wrong-word", ""}) {
            IOException refused = assertThrows(IOException.class, () -> PrivateKeys.read(pem, new SecretText(wrong)));
            assertThat(refused.getMessage(), containsString("passphrase"));
            assertThat(refused.getMessage(), not(containsString("wrong-word")));
            assertNull(refused.getCause());
        }
    }

    @Test
    void areNoneInAnyOtherText() throws IOException {
        assertNull(PrivateKeys.read(new SecretText("no key"), null));
        assertNull(PrivateKeys.read(new SecretText(""), null));
        assertNull(PrivateKeys.read(new SecretText(read("rsa.pub")), null));
    }
}
