package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Lists the values of a credential that must not be read in a log. A file that cannot be read has none. */
final class Secrets {

    private Secrets() {}

    static List<String> of(StandardCredentials credential) {
        List<String> secrets = new ArrayList<>();
        if (credential instanceof EcsAccessKey key) {
            secrets.add(Secret.toString(key.getSecretKey()));
            secrets.add(Secret.toString(key.getSecurityToken()));
        } else if (credential instanceof EcsIamUser user) {
            secrets.add(Secret.toString(user.getPassword()));
        } else if (credential instanceof StandardUsernamePasswordCredentials pair) {
            secrets.add(Secret.toString(pair.getPassword()));
            secrets.add(pair.isUsernameSecret() ? pair.getUsername() : "");
        } else if (credential instanceof StringCredentials text) {
            secrets.add(Secret.toString(text.getSecret()));
        } else if (credential instanceof SSHUserPrivateKey key) {
            secrets.addAll(key.getPrivateKeys());
            secrets.add(Secret.toString(key.getPassphrase()));
        } else if (credential instanceof FileCredentials file) {
            secrets.add(content(file));
        }
        return secrets;
    }

    private static String content(FileCredentials file) {
        try {
            return UserDataText.read(file);
        } catch (UncheckedIOException e) {
            return ""; // then nobody uses it either
        }
    }
}
