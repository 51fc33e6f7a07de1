package io.jenkins.plugins.ecs.oschange.preflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Servers or images whose names whoever asked for another one may have meant: case, separators and a typing error aside. In memory only; one thread at a time. */
final class NearNames<T> {

    private static final int MOST_SHOWN = 5;

    /** A letter in so many may be wrong. */
    private static final int LETTERS_OF_AN_ERROR = 4;

    private static final int MOST_ERRORS = 3;

    /** A name that is longer is not compared. */
    private static final int LONGEST = 255;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]");

    private record Near<T>(T thing, String label, int distance) {}

    private final String wanted;
    private final boolean part;
    private final Map<String, Near<T>> found = new LinkedHashMap<>();

    /** @param name with {@code *} for any characters: then a part of a name that is near will do */
    NearNames(String name) {
        wanted = plain(name);
        part = Wildcards.isPattern(name);
    }

    /** Notes a thing if its name is near. @param name may be null */
    void add(String id, String name, T thing) {
        if (id == null || name == null || wanted.isEmpty() || wanted.length() > LONGEST || name.length() > LONGEST) {
            return;
        }
        int distance = distance(plain(name));
        if (distance <= Math.min(MOST_ERRORS, wanted.length() / LETTERS_OF_AN_ERROR)) {
            found.put(id, new Near<>(thing, name + " (" + id + ")", distance));
        }
    }

    /** The nearest ones, for people; empty where there is none. @param isAllowed nobody is told of what he may not use */
    String told(Predicate<T> isAllowed) {
        List<Near<T>> nearest = new ArrayList<>(found.values());
        nearest.sort(Comparator.comparingInt(Near::distance));
        return nearest.stream()
                .filter(near -> isAllowed.test(near.thing()))
                .limit(MOST_SHOWN)
                .map(Near::label)
                .collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** How many characters have to be inserted, left out or replaced (Levenshtein); of a part, those of the best place (Sellers). */
    private int distance(String name) {
        int[] row = new int[name.length() + 1];
        for (int j = 0; j <= name.length(); j++) {
            row[j] = part ? 0 : j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        int best = row[name.length()];
        for (int j = 0; part && j <= name.length(); j++) {
            best = Math.min(best, row[j]);
        }
        return best;
    }
}
