package io.jenkins.plugins.ecs.cloud;

/**
 * A user of the cloud's identity service who signs in with a password.
 *
 * @param domain the account (domain) name
 */
public record IamUser(String domain, String name, SecretText password) {

    @Override
    public String toString() {
        return "IamUser[****]";
    }
}
