package io.jenkins.plugins.ecs.oschange;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.ResourceBundle;

/** What the engine says to people, in the locale of the machine it runs on. */
final class Texts {

    private static final String PACKAGE = Texts.class.getPackageName();

    private Texts() {}

    static String text(String key, Object... arguments) {
        return MessageFormat.format(bundle("Texts").getString(key), arguments);
    }

    /** A duration in seconds, or minutes and seconds. */
    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? text("duration.s", seconds) : text("duration.min", seconds / 60, seconds % 60);
    }

    /** What to do about an error code of the cloud. */
    static String advice(String code) {
        ResourceBundle advice = bundle("Advice");
        // Huawei Cloud says APIGW where Open Telekom Cloud says APIG.
        String known = code == null ? "" : code.replace("APIGW.", "APIG.");
        return advice.getString(advice.containsKey(known) ? known : "unknown");
    }

    private static ResourceBundle bundle(String name) {
        return ResourceBundle.getBundle(PACKAGE + '.' + name);
    }
}
