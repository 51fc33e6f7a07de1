package io.jenkins.plugins.ecs.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.CredentialsScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The public key by which the cloud knows a key pair is found out from private keys as ssh-keygen writes them. */
@WithJenkins
class PublicKeysTest {

    @Test
    void areFoundInEveryCommonKindOfKey(JenkinsRule jenkins) throws IOException {
        for (String kind : new String[] {"rsa", "ed25519", "ecdsa"}) {
            assertEquals(published(kind), PublicKeys.of(credential(read(kind + ".key"), "")), kind);
        }
    }

    @Test
    void areFoundBehindAPassphrase(JenkinsRule jenkins) throws IOException {
        String kind = "rsa-pem-with-passphrase";
        assertEquals(published(kind), PublicKeys.of(credential(read(kind + ".key"), "open-sesame")));
        assertNull(PublicKeys.of(credential(read(kind + ".key"), "wrong")));
    }

    @Test
    void areNotFoundInWhatIsNoKey(JenkinsRule jenkins) {
        assertNull(PublicKeys.of(credential("no key", "")));
        assertNull(CredentialKinds.login(credential("", "")));
    }

    private static BasicSSHUserPrivateKey credential(String pem, String passphrase) {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL, "ssh", "root", new DirectEntryPrivateKeySource(pem), passphrase, null);
    }

    /** Type and key as ssh-keygen wrote them, without the comment. */
    private static String published(String kind) throws IOException {
        String[] words = read(kind + ".pub").split(" ");
        return words[0] + " " + words[1];
    }

    private static String read(String name) throws IOException {
        try (var in = PublicKeysTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
