package io.jenkins.plugins.ecs.run;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.CredentialsScope;
import io.jenkins.plugins.ecs.login.PrivateKeys;
import io.jenkins.plugins.ecs.parameters.OsChangeParameters;
import io.jenkins.plugins.ecs.simulator.Region;
import io.jenkins.plugins.ecs.simulator.SimulatedCloud;
import io.jenkins.plugins.ecs.simulator.SimulatedSsh;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** A private key with a passphrase, which a credential holds and whose public half the simulated cloud knows. */
public record SshLogin(String pem, String publicLine, SimulatedSsh ssh) {

    public static final String PASSPHRASE = "open-sesame-0123456789";

    /** With the credential {@code ssh}. */
    public static SshLogin add(SimulatedCloud cloud) throws Exception {
        return add(cloud, "ssh");
    }

    public static SshLogin add(SimulatedCloud cloud, String credentialId) throws Exception {
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(PASSPHRASE);
        encryption.setCipherType("256");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        String pem = out.toString(StandardCharsets.US_ASCII);
        JenkinsScene.add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL, credentialId, "root", new DirectEntryPrivateKeySource(pem), PASSPHRASE, null));
        String publicLine = PrivateKeys.publicLine(pair);
        cloud.region().keyPairs().create(SimulatedCloud.USER, "own", publicLine);
        return new SshLogin(pem, publicLine, cloud.region().at(Region.SERVER).ssh());
    }

    /** Gives all servers the same address, where one SSH server answers for all of them. */
    public void answerForAll(SimulatedCloud cloud, int port) {
        cloud.region().servers().values().forEach(server -> server.floatingAddress("127.0.0.1"));
        ssh.authorize(publicLine).listen(port);
    }

    /** A line of the key itself. */
    public String secretLine() {
        return pem.lines().skip(2).findFirst().orElseThrow();
    }

    public OsChangeParameters parameters() {
        OsChangeParameters parameters = JenkinsScene.parameters();
        parameters.setKeyCredentialId("ssh");
        parameters.setWaitForLogin(true);
        parameters.setLoginHost("127.0.0.1");
        parameters.setLoginPort(ssh.port());
        return parameters;
    }
}
