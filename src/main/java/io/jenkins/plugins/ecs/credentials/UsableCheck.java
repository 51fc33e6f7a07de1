package io.jenkins.plugins.ecs.credentials;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.cloud.ConfigurationException;

/** Tells in a form what could sign no request, as the engine would refuse it. It names the field and a character, and never a value. */
final class UsableCheck {

    private UsableCheck() {}

    interface Validation {
        void run() throws ConfigurationException;
    }

    static FormValidation of(Validation validation) {
        try {
            validation.run();
            return FormValidation.ok();
        } catch (ConfigurationException e) {
            return FormValidation.error(Messages.UsableCheck_refused(e.getMessage()));
        }
    }
}
