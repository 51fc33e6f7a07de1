package io.jenkins.plugins.ecs.oschange.record;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/**
 * What the engine says to people, in the language of the machine it runs on where there is a translation, else in English. Numbers have that language's digits, and whole ones no
 * separators: they can be typed as they are read.
 */
public final class Texts {

    private static final String PACKAGE = "io.jenkins.plugins.ecs.oschange.";
    private static final Pattern GAP = Pattern.compile("\\{(\\d+)}");

    private Texts() {}

    public static String text(String key, Object... arguments) {
        ResourceBundle texts = bundle("Texts");
        Locale language = texts.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : texts.getLocale();
        return new MessageFormat(plainNumbers(texts.getString(key), arguments), language).format(arguments);
    }

    private static String plainNumbers(String text, Object... arguments) {
        return GAP.matcher(text).replaceAll(gap -> {
            int number = Integer.parseInt(gap.group(1));
            boolean whole = number < arguments.length
                    && (arguments[number] instanceof Integer || arguments[number] instanceof Long);
            return whole ? "{" + number + ",number,0}" : gap.group();
        });
    }

    /** A duration in seconds, or minutes and seconds. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? text("duration.s", seconds) : text("duration.min", seconds / 60, seconds % 60);
    }

    /** How long something has been going on, and how long such things usually take, where that is known. */
    public static String elapsed(Duration elapsed, UsualDuration usual) {
        return usual == null ? duration(elapsed) : text("duration.usually", duration(elapsed), usual.label());
    }

    /** The same of the state that a change is in. */
    public static String elapsed(ChangeRecord record, Instant now) {
        UsualDuration usual = record.state() == State.SUBMITTED ? record.usual() : null;
        return elapsed(Duration.between(record.history().since(), now), usual);
    }

    /** Where a change stands, and while the cloud works, for how long already. */
    public static String progress(ChangeRecord record, Instant now) {
        return record.state() == State.SUBMITTED
                ? text("progress", Labels.state(record), elapsed(record, now))
                : Labels.state(record);
    }

    /** What to do about an error code of the cloud. @param code null where the cloud gave none */
    public static String advice(String code) {
        ResourceBundle advice = bundle("Advice");
        if (code == null) {
            return advice.getString("none");
        }
        return advice.getString(hasAdvice(code) ? key(code) : "unknown");
    }

    /** Whether there is something particular to say about an error code: that of HTTP, which some services tell for one, has nothing. */
    static boolean hasAdvice(String code) {
        return code != null && code.contains(".") && bundle("Advice").containsKey(key(code));
    }

    /** Huawei Cloud says APIGW where Open Telekom Cloud says APIG. */
    private static String key(String code) {
        return code.replace("APIGW.", "APIG.");
    }

    private static ResourceBundle bundle(String name) {
        return ResourceBundle.getBundle(PACKAGE + name);
    }
}
