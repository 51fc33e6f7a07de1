package io.jenkins.plugins.ecs.parameters;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.cloud.SecretText;
import io.jenkins.plugins.ecs.oschange.preflight.UserData;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.List;
import java.util.function.LongFunction;

/** What the form says of a value as it was typed: the findings of {@link Validation}, as far as they can be told before a build. Threads: any. */
final class FieldChecks {

    private FieldChecks() {}

    static FormValidation userData(String value) {
        String text = Util.fixEmpty(value);
        if (text == null) {
            return FormValidation.ok();
        }
        UserData data = UserData.of(new SecretText(text));
        String problem = data.problem();
        if (problem != null) {
            return error(problem);
        }
        List<String> doubts = data.doubts();
        return doubts.isEmpty() || text.startsWith("$")
                ? FormValidation.ok()
                : FormValidation.warning(FieldTitles.in(Sentences.all(doubts).toString()));
    }

    /** @param check what is wrong with a positive number, or null */
    static FormValidation number(String value, LongFunction<String> check) {
        FormValidation number = FormValidation.validatePositiveInteger(value);
        return number.kind == FormValidation.Kind.OK ? result(check.apply(Long.parseLong(value))) : number;
    }

    static FormValidation loginHost(String value, boolean waitForLogin) {
        String host = Util.fixEmptyAndTrim(value);
        if (host == null || hasVariable(host)) {
            return FormValidation.ok();
        }
        return waitForLogin
                ? result(Validation.loginHost(host))
                : error(Messages.OsChangeParameters_noWait("loginHost"));
    }

    static FormValidation loginPort(String value, boolean waitForLogin) {
        if (Util.fixEmptyAndTrim(value) == null) {
            return FormValidation.ok();
        }
        if (!waitForLogin) {
            return error(Messages.OsChangeParameters_noWait("loginPort"));
        }
        return number(value, Validation::loginPort);
    }

    /** In a freestyle job a value may be a variable, which only a build can tell. */
    static boolean hasVariable(String value) {
        return value != null && value.contains("$");
    }

    /** Nothing typed yet is no error. @param problem what is wrong with the ID */
    static FormValidation id(String value, String problem) {
        return problem == null || Util.fixEmptyAndTrim(value) == null || hasVariable(value)
                ? FormValidation.ok()
                : FormValidation.error(Messages.OsChangeParameters_choose(value));
    }

    static FormValidation result(String problem) {
        return problem == null ? FormValidation.ok() : error(problem);
    }

    private static FormValidation error(String problem) {
        return FormValidation.error(FieldTitles.in(problem));
    }
}
