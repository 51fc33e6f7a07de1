package io.jenkins.plugins.ecs.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.cloud.ConfigurationException;

/** Finds what no request could be made with, as the engine would refuse it. It names the field and a character, and never a value. */
final class UsableCheck {

    private UsableCheck() {}

    interface Validation {
        void run() throws ConfigurationException;
    }

    /** As one types. */
    static FormValidation of(Validation validation) {
        return result(problem(validation));
    }

    static FormValidation result(@CheckForNull String problem) {
        return problem == null ? FormValidation.ok() : FormValidation.error(problem);
    }

    /** @throws UnusableCredentialException where it fails */
    static void require(Validation validation) {
        require(problem(validation));
    }

    /** @param problem a sentence for users, or null @throws UnusableCredentialException where there is one */
    static void require(@CheckForNull String problem) {
        if (problem != null) {
            throw new UnusableCredentialException(problem);
        }
    }

    private static String problem(Validation validation) {
        try {
            validation.run();
            return null;
        } catch (ConfigurationException e) {
            return Messages.UsableCheck_refused(e.getMessage());
        }
    }
}
