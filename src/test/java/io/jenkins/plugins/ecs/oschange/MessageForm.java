package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The form of every message about something that went wrong: whole sentences, each with its full stop, that do not run into each other. In every language. */
public final class MessageForm {

    private static final Map<String, Pattern> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("no full stop at its end", Pattern.compile("(?<![.!?…。！？])$"));
        FAULTS.put(
                "more than one full stop",
                Pattern.compile("[.;,]\\s+\\.(?=\\s|$)|[.;,:]\\.(?=\\s\\p{Lu}|$)|[。；，：、]\\s*[。.]"));
        FAULTS.put("a full stop in brackets", Pattern.compile("[.。][)）\\]]"));
        FAULTS.put("runs on behind a bracket", Pattern.compile("\\](?= +\\p{Lu}| *请)"));
        FAULTS.put("a blank too much", Pattern.compile("^\\s|\\s$|\\s{2}|\\s[,;。]|。\\s"));
        FAULTS.put("an empty place", Pattern.compile("\\(\\)|（）|\\{\\d|\\bnull\\b|: *:|：：|[sS]erver  "));
    }

    private MessageForm() {}

    /** What is wrong with it, in words; empty where it has the form. */
    public static List<String> faults(String message) {
        List<String> found = new ArrayList<>();
        FAULTS.forEach((words, fault) -> {
            if (fault.matcher(message).find()) {
                found.add(words);
            }
        });
        return found;
    }

    public static void assertForm(String message) {
        assertEquals(List.of(), faults(message), message);
    }
}
