package io.jenkins.plugins.ecs.cloud;

import io.jenkins.plugins.ecs.cloud.ConfigurationException.Field;

/**
 * A user of the cloud's identity service who signs in with a password. What cannot be seen at the ends is left out, but for plain spaces around the password.
 *
 * @param domain the account (domain) name
 */
public record IamUser(String domain, String name, SecretText password) {

    public IamUser {
        domain = PastedText.trimmed(domain);
        name = PastedText.trimmed(name);
        password = password == null ? null : new SecretText(PastedText.trimmedPassword(password.reveal()));
    }

    /** Whether it can sign in at all. @throws ConfigurationException names the field that is missing */
    public void validate() throws ConfigurationException {
        PastedText.requirePresent(Field.ACCOUNT_NAME, domain);
        PastedText.requirePresent(Field.USER_NAME, name);
        PastedText.requirePresent(Field.PASSWORD, password == null ? null : password.reveal());
    }

    @Override
    public String toString() {
        return "IamUser[****]";
    }
}
