package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.IamUser;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.login.Proof;
import io.jenkins.plugins.ecs.oschange.preflight.Login;
import java.security.KeyPair;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Turns Jenkins credentials into what the engine takes. Null means that the credential is of a kind that cannot be used so. Threads: any. */
public final class CredentialKinds {

    private CredentialKinds() {}

    /** As whom API requests are made: one of the two is set, the other one null. */
    public record ApiIdentity(AccessKey key, IamUser user) {}

    /** An ECS access key, an IAM user, or user name and password taken as access key and secret key. */
    @CheckForNull
    public static ApiIdentity api(StandardCredentials credential) {
        if (credential instanceof EcsAccessKey key) {
            return new ApiIdentity(key.toAccessKey(), null);
        }
        if (credential instanceof EcsIamUser user) {
            return new ApiIdentity(null, user.toIamUser());
        }
        if (credential instanceof StandardUsernamePasswordCredentials pair) {
            return new ApiIdentity(new AccessKey(pair.getUsername(), Secret.toString(pair.getPassword())), null);
        }
        return null;
    }

    /** How to log in afterwards: a key pair of the cloud, by name or by private key, or the password of the kinds that hold one. */
    @CheckForNull
    public static Login login(StandardCredentials credential) {
        if (credential instanceof EcsKeyPair pair) {
            return pair.toLogin();
        }
        if (credential instanceof SSHUserPrivateKey key) {
            String publicKey = PublicKeys.of(key);
            return publicKey == null ? null : new Login.WithPublicKey(publicKey);
        }
        if (credential instanceof StandardUsernamePasswordCredentials pair) {
            return password(pair.getPassword());
        }
        if (credential instanceof StringCredentials text) {
            return password(text.getSecret());
        }
        return null;
    }

    /** With what to log in to the new system; with nothing where the credential holds no secret of the login. */
    public static Proof proof(StandardCredentials credential) {
        if (credential instanceof SSHUserPrivateKey key) {
            KeyPair pair = PublicKeys.pair(key);
            return pair == null ? Proof.NONE : new Proof.WithKey(key.getUsername(), pair);
        }
        if (credential instanceof StandardUsernamePasswordCredentials pair) {
            return new Proof.WithPassword(pair.getUsername(), secret(pair.getPassword()), null);
        }
        return credential instanceof StringCredentials text
                ? new Proof.WithPassword(null, secret(text.getSecret()), null)
                : Proof.NONE;
    }

    private static Login password(Secret password) {
        return new Login.WithPassword(secret(password));
    }

    private static SecretText secret(Secret secret) {
        return new SecretText(Secret.toString(secret));
    }
}
