package io.jenkins.plugins.ecs.cloud;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The ids of servers, images, volumes, users and projects: UUIDs, or 32 hexadecimal digits. The clouds write them in lower case and compare them as text, so an id in upper
 * case is another one to them. The ids of jobs are opaque and stay as they are.
 */
public final class Ids {

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}");

    private Ids() {}

    /** Whether the text has the form of such an ID. */
    public static boolean isId(String text) {
        return text != null && HEXADECIMAL.matcher(text).matches();
    }

    /** In the case that the clouds use; what is no such id stays as it is. Null stays null. */
    public static String lower(String id) {
        return isId(id) ? id.toLowerCase(Locale.ROOT) : id;
    }
}
