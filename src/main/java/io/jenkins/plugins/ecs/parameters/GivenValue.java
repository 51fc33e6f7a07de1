package io.jenkins.plugins.ecs.parameters;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What was given instead of what a parameter needs, for people. A text is shown where it cannot be a secret that stands in the wrong place: a variable that was not expanded, a number with its unit, a word for yes or no. Threads: any. */
final class GivenValue {

    private static final int LONGEST_NUMBER = 12;

    private static final Pattern HARMLESS = Pattern.compile(
            "\\s*(\\$\\{[A-Za-z_][\\w.]{0,39}}"
                    + "|[-+]?\\d{1,5}([.,]\\d{1,3})?\\s?(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)?"
                    + "|true|false|yes|no|y|n|on|off|t|f)\\s*",
            Pattern.CASE_INSENSITIVE);

    private GivenValue() {}

    /** The value, or what kind of value it is. */
    static String shown(Object value) {
        if (value == null) {
            return Messages.Arguments_null();
        }
        String text = value.toString();
        if (value instanceof CharSequence) {
            return text.isBlank()
                    ? Messages.Arguments_emptyText()
                    : HARMLESS.matcher(text).matches()
                            ? Messages.Arguments_theText(text)
                            : Messages.Arguments_otherText();
        }
        if (value instanceof Number) {
            return text.length() <= LONGEST_NUMBER ? text : Messages.Arguments_otherNumber();
        }
        if (value instanceof Boolean) {
            return text;
        }
        return value instanceof Map<?, ?>
                ? Messages.Arguments_map()
                : value instanceof List<?> ? Messages.Arguments_list() : Messages.Arguments_otherKind();
    }
}
