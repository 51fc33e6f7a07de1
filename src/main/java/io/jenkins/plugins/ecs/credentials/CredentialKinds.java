package io.jenkins.plugins.ecs.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.cloud.AccessKey;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.Login;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Which kinds of Jenkins credential can be what, and what each becomes. Null means: not of a fitting kind. */
public final class CredentialKinds {

    private CredentialKinds() {}

    /** What signs API requests: an ECS access key, or user name and password taken as access key and secret key. */
    @CheckForNull
    public static AccessKey accessKey(StandardCredentials credential) {
        if (credential instanceof EcsAccessKey key) {
            return key.toAccessKey();
        }
        if (credential instanceof StandardUsernamePasswordCredentials pair) {
            return new AccessKey(pair.getUsername(), Secret.toString(pair.getPassword()));
        }
        return null;
    }

    /** How to log in afterwards: an ECS key pair, or the password of the two kinds that hold one. */
    @CheckForNull
    public static Login login(StandardCredentials credential) {
        if (credential instanceof EcsKeyPair pair) {
            return pair.toLogin();
        }
        if (credential instanceof StandardUsernamePasswordCredentials pair) {
            return password(pair.getPassword());
        }
        if (credential instanceof StringCredentials text) {
            return password(text.getSecret());
        }
        return null;
    }

    private static Login password(Secret password) {
        return new Login.WithPassword(new SecretText(Secret.toString(password)));
    }
}
