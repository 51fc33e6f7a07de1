package io.jenkins.plugins.ecs.oschange.preflight;

/** Names with {@code *} for any characters, also none. All else stands for itself, in the same case. */
public final class Wildcards {

    private Wildcards() {}

    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0;
    }

    /** In time that grows with the text alone, whatever the pattern: the name is somebody else's. */
    public static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        String first = parts[0];
        if (parts.length == 1) {
            return name.equals(first);
        }
        String last = parts[parts.length - 1];
        int end = name.length() - last.length();
        int from = first.length();
        if (!name.startsWith(first) || !name.endsWith(last) || end < from) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int at = name.indexOf(parts[i], from);
            if (at < 0 || at + parts[i].length() > end) {
                return false;
            }
            from = at + parts[i].length();
        }
        return true;
    }
}
