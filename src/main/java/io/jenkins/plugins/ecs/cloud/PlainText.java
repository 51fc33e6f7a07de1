package io.jenkins.plugins.ecs.cloud;

import java.util.regex.Pattern;

/**
 * Text from outside (clouds, users, names in Jenkins) that is to be shown on one line: nothing in it can begin a line of its own, move a cursor, become a note of the console,
 * or change the direction of what follows; and nothing in it is no character, which XML cannot hold.
 */
public final class PlainText {

    /** With the separators of Unicode, which are line breaks to some readers. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    /**
     * Marks without a width, such as those of direction; but not the two that some scripts need to join and part letters. Halves of a pair of surrogates, and code points that
     * are no characters.
     */
    private static final Pattern DROPPED =
            Pattern.compile("[[\\p{Cf}&&[^\\u200C\\u200D]]\\p{Cs}\\p{IsNoncharacter_Code_Point}]+");

    private PlainText() {}

    /** @param text may be null, as then is what is returned */
    public static String of(String text) {
        return text == null || isPlain(text)
                ? text
                : DROPPED.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** The text, or where it is longer its beginning and end, with a mark between them. To be called after secrets were masked: half a secret would be found by nobody. */
    public static String excerpt(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int tail = longest / 4;
        return of(text.substring(0, longest - tail)) + " … " + of(text.substring(text.length() - tail));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
