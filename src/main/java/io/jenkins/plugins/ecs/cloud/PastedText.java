package io.jenkins.plugins.ecs.cloud;

import io.jenkins.plugins.ecs.cloud.ConfigurationException.Field;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Text that people pasted, or that a file of secrets ended with a line break: freed from what they cannot have meant, and checked before it becomes part of a request. */
final class PastedText {

    private PastedText() {}

    /** Without what cannot be seen at either end: spaces, no-break spaces, line breaks, marks of zero width, byte order marks. Null stays null. */
    static String trimmed(String text) {
        return text == null ? null : without(text, PastedText::isInvisible);
    }

    /** The same, but plain spaces stay: a password may begin or end with one. */
    static String trimmedPassword(String text) {
        return text == null ? null : without(text, c -> c != ' ' && isInvisible(c));
    }

    /** @throws ConfigurationException where it is missing or empty */
    static void requirePresent(Field field, String text) throws ConfigurationException {
        if (text == null || text.isEmpty()) {
            throw new ConfigurationException(field, "is empty");
        }
    }

    /** @throws ConfigurationException where it is empty, or is more than printable ASCII without spaces; the message tells which character and where */
    static void requirePlain(Field field, String text) throws ConfigurationException {
        requirePresent(field, text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new ConfigurationException(
                        field,
                        String.format(
                                Locale.ROOT,
                                "holds U+%04X as character %d, which cannot be part of one",
                                (int) c,
                                i + 1));
            }
        }
    }

    private static String without(String text, IntPredicate unwanted) {
        int begin = 0;
        int end = text.length();
        while (begin < end && unwanted.test(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && unwanted.test(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
