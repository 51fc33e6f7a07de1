package io.jenkins.plugins.ecs.oschange.record;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers can be typed as they are read. */
class TextsTest {

    /** A text that differs by a number, and has the number itself in one of its branches. */
    private static final Pattern GROUPED = Pattern.compile("\\{(\\d),choice,[^}]*\\{\\1}");

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh-CN", "fr"})
    void writeNumbersWithoutSeparators(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(Texts.text("timeoutMinutes.range", 1441L), containsString("1441"));
        assertThat(Texts.text("timeoutMinutes.range", 100_000), containsString("100000"));
        assertThat(Texts.text("failure.timeout", "web-1", 1440L, "job"), containsString("1440"));
        assertThat(Texts.text("image.progress", "RUNNING", 0.5, "1 s"), containsString("50"));
        assertThat(Texts.duration(Duration.ofHours(24)), containsString("1440"));
    }

    @Test
    void writeTheOneInTheSingular() {
        Locale.setDefault(Locale.ENGLISH);
        assertThat(Texts.text("failure.timeout", "web-1", 1L, "job"), containsString("after 1 minute "));
    }

    /** The texts of Jenkins' side are filled in by Jenkins, which writes separators where no format is given. */
    @Test
    void areNoneWhereJenkinsFillsThemIn() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources"))) {
            List<String> grouped = files.filter(file ->
                            file.getFileName().toString().matches("(Messages|index|summary|description).*properties"))
                    .flatMap(file -> texts(file).stringPropertyNames().stream()
                            .filter(key -> GROUPED.matcher(texts(file).getProperty(key))
                                    .find())
                            .map(key -> file + " " + key))
                    .toList();
            assertEquals(List.of(), grouped);
        }
    }

    private static Properties texts(Path file) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return texts;
    }
}
