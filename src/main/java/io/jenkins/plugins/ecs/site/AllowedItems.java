package io.jenkins.plugins.ecs.site;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import java.util.List;
import java.util.stream.Collectors;

/** The guardrail about folders and jobs: their full names, one a line. */
final class AllowedItems {

    /** No item can be called so. */
    private static final String DELETED = "# ";

    private AllowedItems() {}

    static boolean allow(String names, Item item) {
        String name = item.getFullName();
        return lines(names).stream().anyMatch(allowed -> isOrContains(allowed, name));
    }

    /**
     * Has the names follow an item that was moved.
     *
     * @param newName null for one that was deleted: its line stays, so that the list does not become empty and allow everything, but names nothing any more
     * @return the same object where nothing changes
     */
    static String moved(String names, String oldName, @CheckForNull String newName) {
        if (lines(names).stream().noneMatch(line -> isOrContains(oldName, line))) {
            return names;
        }
        return lines(names).stream()
                .map(line -> isOrContains(oldName, line) ? moved(line, oldName.length(), newName) : line)
                .collect(Collectors.joining("\n"));
    }

    private static String moved(String line, int length, String newName) {
        return newName == null ? DELETED + line : newName + line.substring(length);
    }

    /** Whether it named an item once. */
    static boolean isDeleted(String line) {
        return line.startsWith(DELETED);
    }

    private static boolean isOrContains(String folder, String name) {
        return name.equals(folder) || name.startsWith(folder + '/');
    }

    static List<String> lines(String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
