package io.jenkins.plugins.ecs.oschange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word that the whole plugin shows is there in every language, and has the same gaps to be filled. */
class LanguagesTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final List<String> LANGUAGES = List.of("de", "zh_CN");
    private static final Pattern TRANSLATED = Pattern.compile("_(de|zh_CN)\\.\\w+$");
    private static final Pattern JELLY_TEXT = Pattern.compile("\\$\\{%([^}(]+)");
    private static final Pattern TAG = Pattern.compile("</?\\w+>|\\$?\\{\\w+}");

    private static List<Path> originals(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !TRANSLATED.matcher(file.toString()).find())
                    .toList();
        }
    }

    /** Texts of classes: the English ones have a file too. */
    static Stream<Path> texts() throws IOException {
        return originals(".properties").stream().filter(file -> !Files.exists(jelly(file)));
    }

    static Stream<Path> pages() throws IOException {
        return originals(".jelly").stream();
    }

    static Stream<Path> helps() throws IOException {
        return originals(".html").stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void tellEveryText(Path english) throws IOException {
        Properties told = load(english);
        for (String language : LANGUAGES) {
            Properties translated = load(in(language, english));
            assertEquals(new TreeSet<>(told.keySet()), new TreeSet<>(translated.keySet()), language);
            for (String key : told.stringPropertyNames()) {
                assertEquals(gaps(told.getProperty(key)), gaps(translated.getProperty(key)), language + " of " + key);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tellEveryTextOfPagesAndForms(Path page) throws IOException {
        TreeSet<Object> texts = new TreeSet<>(JELLY_TEXT
                .matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .toList());
        for (String language : LANGUAGES) {
            Path file = in(language, page.resolveSibling(base(page) + ".properties"));
            assertEquals(
                    texts, texts.isEmpty() ? texts : new TreeSet<>(load(file).keySet()), language);
        }
    }

    @ParameterizedTest
    @MethodSource("helps")
    void explainEveryField(Path help) throws IOException {
        for (String language : LANGUAGES) {
            String translated = Files.readString(in(language, help));
            assertFalse(translated.equals(Files.readString(help)), "not translated");
            assertEquals(tags(Files.readString(help)), tags(translated), language);
            assertTrue(language.equals("de") || translated.codePoints().anyMatch(Character::isIdeographic));
        }
    }

    private static Path in(String language, Path english) {
        String name = english.getFileName().toString();
        return english.resolveSibling(name.replaceFirst("(\\.\\w+)$", "_" + language + "$1"));
    }

    private static Path jelly(Path properties) {
        return properties.resolveSibling(base(properties) + ".jelly");
    }

    private static String base(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    /** Which arguments a text takes. Reading it fails where it is no pattern. */
    private static TreeSet<String> gaps(String text) {
        new MessageFormat(text);
        return new TreeSet<>(Pattern.compile("\\{(\\d)")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList());
    }

    /** Mark-up and placeholders; a language may put them in another order. */
    private static List<String> tags(String html) {
        return TAG.matcher(html).results().map(MatchResult::group).sorted().toList();
    }
}
