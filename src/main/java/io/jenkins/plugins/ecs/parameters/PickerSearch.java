package io.jenkins.plugins.ecs.parameters;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.ecs.oschange.preflight.GuardRails;
import io.jenkins.plugins.ecs.oschange.preflight.Newest;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.preflight.Wildcards;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/**
 * What was typed into a searchable field, and what of a list fits it: by words of name, status, OS or ID; or by the whole name, where it has {@code *} for any characters, by the rule of
 * the build. In a field that stands for an image by its name, the list tells which one a build would use. Immutable.
 *
 * @param text what was typed, as far as it counts
 */
record PickerSearch(String text, Field field) {

    /** More than this nobody reads; more words narrow it down. */
    static final int MOST_SHOWN = 50;

    private static final int LONGEST = 200;

    private static final Comparator<PickerEntry> NEWEST_FIRST = Comparator.comparing(
                    PickerEntry::created, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed();

    /** What the field holds, and so what can be said of what is found, or is not. */
    enum Field {
        ID,
        NAME,
        /** An ID of those alone that a build parameter offers: of others it is not told whether they are there. */
        OFFERED
    }

    PickerSearch {
        text = Util.fixNull(text).trim();
        text = text.substring(0, Math.min(text.length(), LONGEST));
    }

    private boolean isPattern() {
        return Wildcards.isPattern(text);
    }

    /** @param all what is there @param rails what they forbid is not offered */
    JSONObject answer(List<PickerEntry> all, GuardRails rails) {
        List<PickerEntry> fitting = all.stream().filter(this::fits).toList();
        List<PickerEntry> found =
                fitting.stream().filter(entry -> entry.isAllowed(rails)).toList();
        List<PickerEntry> named =
                isImageName() ? all.stream().filter(this::isNamed).toList() : List.of();
        PickerEntry used = used(named);
        if (isPattern()) {
            found = found.stream().sorted(NEWEST_FIRST).toList();
        }
        JSONArray shown = new JSONArray();
        found.stream().limit(MOST_SHOWN).forEach(entry -> shown.add(json(entry, entry == used)));
        String word = named.isEmpty()
                ? ofFound(found.size(), !fitting.isEmpty(), all, rails.site())
                : ofNamed(named.size(), used, rails);
        return PickerResponse.message(word).element("choices", shown);
    }

    private boolean fits(PickerEntry entry) {
        return isPattern()
                ? Wildcards.matches(text, entry.name())
                : entry.matches(List.of(lower(text).split("\\s+")));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private boolean isNamed(PickerEntry entry) {
        return entry.isImage() && Wildcards.matches(text, entry.name());
    }

    /** Whether a build would look an image up by it. */
    private boolean isImageName() {
        return field == Field.NAME && !text.isEmpty() && Validation.imageName(text, null) == null;
    }

    @CheckForNull
    private static PickerEntry used(List<PickerEntry> named) {
        List<PickerEntry> newest = Newest.of(named, PickerEntry::created);
        return newest.size() == 1 ? newest.get(0) : null;
    }

    private String ofNamed(int named, @CheckForNull PickerEntry used, GuardRails rails) {
        if (used == null) {
            return Messages.PickerSearch_unclear(named);
        }
        if (!used.isAllowed(rails)) {
            return Messages.PickerSearch_forbidden(rails.site());
        }
        if (named == 1) {
            return isPattern() ? Messages.PickerSearch_onlyOfPattern(used.name()) : "";
        }
        return isPattern()
                ? Messages.PickerSearch_newestOfPattern(named, used.name())
                : Messages.PickerSearch_newestOfName(named);
    }

    private String ofFound(int found, boolean fits, List<PickerEntry> all, String site) {
        if (found > MOST_SHOWN) {
            return Messages.PickerResponse_more(MOST_SHOWN, found);
        }
        if (found > 0) {
            return isPattern() && field == Field.NAME ? Messages.PickerSearch_oneServer() : "";
        }
        if (field == Field.OFFERED) {
            return Messages.PickerSearch_notOffered(site);
        }
        if (fits) {
            return Messages.PickerSearch_forbiddenAll(site);
        }
        if (isPattern()) {
            boolean otherCase = all.stream().anyMatch(entry -> Wildcards.matches(lower(text), lower(entry.name())));
            return Messages.PickerSearch_nothingOfName(text, site, otherCase ? 1 : 0);
        }
        return Validation.isId(text) ? Messages.PickerResponse_unknown() : Messages.PickerResponse_nothing(site);
    }

    private static JSONObject json(PickerEntry entry, boolean used) {
        String detail = entry.detail();
        return new JSONObject()
                .element("id", entry.id())
                .element("name", entry.name())
                .element("detail", used ? joined(detail, Messages.PickerSearch_used()) : detail);
    }

    private static String joined(String one, String other) {
        return one.isEmpty() ? other : one + " · " + other;
    }
}
