package io.jenkins.plugins.ecs.oschange.record;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import java.text.BreakIterator;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of every message about something that went wrong: what is wrong, and where; then what is known of it; then what to do. Each part is one sentence or more and ends with a
 * full stop, which it gets here where it has none: parts never run into each other, whoever wrote them. Immutable.
 */
public final class Sentences {

    private static final String STOPS = ".!?…。！？";
    private static final String WIDE_STOPS = "。！？";
    private static final Pattern END = Pattern.compile("[.!。！\\s]+$");

    private final String words;

    private Sentences(String words) {
        this.words = words;
    }

    /** One matter, of which all that is to be said is in these words. Null or blank is nothing. */
    public static Sentences of(String words) {
        return new Sentences(ended(words));
    }

    /**
     * One matter.
     *
     * @param wrong what is wrong, and where
     * @param facts what is known of it, where that is not among the words before; or null
     * @param advice what to do; or null
     */
    public static Sentences of(String wrong, String facts, String advice) {
        return of(wrong).and(facts).and(advice);
    }

    /** Several matters, one after the other. */
    public static Sentences all(Collection<String> matters) {
        return matters.stream().reduce(of(null), Sentences::and, (one, other) -> one.and(other.words));
    }

    /** The same, and another matter after it. @param more null or blank for none */
    public Sentences and(String more) {
        String next = ended(more);
        if (words.isEmpty() || next.isEmpty()) {
            return new Sentences(words + next);
        }
        boolean wide = WIDE_STOPS.indexOf(words.charAt(words.length() - 1)) >= 0;
        return new Sentences(words + (wide ? "" : " ") + next);
    }

    /** Words of others without their full stop, to go on inside a sentence. Null is nothing. */
    public static String clause(String words) {
        return words == null ? "" : END.matcher(words).replaceAll("");
    }

    /** The first of these sentences, which tells what is wrong; null of null. */
    public static String first(String words) {
        if (words == null) {
            return null;
        }
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        ends.setText(words);
        return words.substring(0, Math.max(0, ends.next())).strip();
    }

    private static String ended(String words) {
        String plain = words == null ? "" : words.strip();
        boolean open = !plain.isEmpty() && STOPS.indexOf(plain.charAt(plain.length() - 1)) < 0;
        return open ? plain + text("sentence.stop") : plain;
    }

    @Override
    public String toString() {
        return words;
    }
}
