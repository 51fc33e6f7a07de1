package io.jenkins.plugins.ecs.credentials;

import hudson.model.Descriptor.FormException;
import io.jenkins.plugins.ecs.cloud.ConfigurationException;
import java.util.function.Function;

/** Refuses to save what could sign no request. Only in forms: configuration from code is taken as it is, so that one empty secret keeps no Jenkins from starting. */
final class UsableCheck {

    private UsableCheck() {}

    interface Validation {
        void run() throws ConfigurationException;
    }

    /** @param formField the name of a field in the form @throws FormException names the field, and never its value */
    static void require(Validation validation, Function<ConfigurationException.Field, String> formField)
            throws FormException {
        try {
            validation.run();
        } catch (ConfigurationException e) {
            throw new FormException(Messages.UsableCheck_refused(e.getMessage()), formField.apply(e.field()));
        }
    }
}
